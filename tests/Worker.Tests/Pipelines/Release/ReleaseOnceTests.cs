using DealerIntegration.Domain.Canonical;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Storage;
using DealerIntegration.Worker.Tests.Storage;

namespace DealerIntegration.Worker.Tests.Pipelines.Release;

/// <summary>Releases beside other settlements, other releases and a killed worker: nothing is paid twice.</summary>
public sealed class ReleaseOnceTests(PostgresFixture postgres)
{
    private const string Period = "2026-10";

    [Fact]
    public async Task Posts_once_when_two_release_at_the_same_moment()
    {
        await using var hub = await OpenAsync();
        await hub.AddUserAsync("paul");
        var settled = await hub.SucceedAsync("settle", period: Period);
        // Both have found the results prepared before either has posted one.
        var first = await PlannedAsync(hub, settled.Id, Releasing.Second);
        var second = await PlannedAsync(hub, settled.Id, "paul");
        await Task.WhenAll(Task.Run(() => hub.WorkAsync(first)), Task.Run(() => hub.WorkAsync(second)));
        Assert.Equal(
            ["D001|VOL|1|400|creditNote", "D002|VOL|1|200|creditNote"],
            await hub.RowsAsync(Releasing.Postings));
        Assert.Equal(2, await hub.CountAsync("delivery.outbox"));
        Assert.Equal(["succeeded"], await hub.RowsAsync(
            $"SELECT DISTINCT status FROM ops.run WHERE id IN ({first}, {second})"));
    }

    [Fact]
    public async Task Posts_everything_once_when_its_worker_dies_between_posting_and_bookkeeping()
    {
        await using var hub = await OpenAsync(new TestConfig { DealersPerChunk = 1, LeaseSeconds = 30 });
        var settled = await hub.SucceedAsync("settle", period: Period);
        // The posting is written; then the worker is gone before its note and its chunk are.
        await hub.ExecuteAsync(
            """
            CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS
                'BEGIN IF NEW.dealer_code = ''D002'' THEN PERFORM pg_terminate_backend(pg_backend_pid()); END IF;
                 RETURN NULL; END';
            CREATE TRIGGER die AFTER INSERT ON delivery.outbox FOR EACH ROW EXECUTE FUNCTION die();
            """);
        var run = await hub.AskReleaseAsync(settled.Id);
        using var stop = new CancellationTokenSource();
        var working = hub.WorkAsync(run, stop.Token);
        await Blocking.WaitAsync(
            hub, $"SELECT EXISTS (SELECT FROM ops.run_chunk WHERE run_id = {run} AND error IS NOT NULL)");
        await stop.CancelAsync();
        await Task.WhenAny(working);
        Assert.Equal(["D001|VOL|1|400|creditNote"], await hub.RowsAsync(Releasing.Postings));
        await hub.ExecuteAsync("DROP TRIGGER die ON delivery.outbox");
        await hub.ExecuteAsync($"UPDATE ops.run SET status = 'running', error = NULL WHERE id = {run}");
        await hub.ExpireLeasesAsync(run);
        await hub.WorkAsync(run);
        Assert.Equal(RunStatus.Succeeded, (await hub.FindAsync(run)).Status);
        Assert.Equal(
            ["D001|VOL|1|400|creditNote", "D002|VOL|1|200|creditNote"],
            await hub.RowsAsync(Releasing.Postings));
        Assert.Equal(2, await hub.CountAsync("delivery.outbox"));
    }

    [Fact]
    public async Task Of_a_superseded_settlement_is_refused_and_names_the_newer_one()
    {
        await using var hub = await OpenAsync();
        var old = await hub.SucceedAsync("settle", period: Period);
        var newer = await hub.SucceedAsync("settle", period: Period);
        Assert.Contains($"superseded by settlement {newer.Id}", (await hub.ReleaseAsync(old.Id)).Error);
        Assert.Equal(RunStatus.Succeeded, (await hub.ReleaseAsync(newer.Id)).Status);
        Assert.Equal(2, await hub.CountAsync("delivery.posting"));
    }

    [Fact]
    public async Task Of_other_policies_stands_beside_and_the_same_policy_is_not_paid_by_both()
    {
        await using var hub = await OpenAsync();
        var other = postgres.NewFolder();
        await File.WriteAllTextAsync(
            Path.Combine(other, "volume.json"),
            VolumePolicy.Json.Replace("\"VOL\"", "\"MORE\"", StringComparison.Ordinal));
        var first = await hub.SucceedAsync("settle", period: Period);
        var beside = await hub.SucceedAsync("settle", period: Period, parameters: $$"""{"policies": "{{other}}"}""");
        File.Copy(Path.Combine(hub.Paths.Config, "rebates", "volume.json"), Path.Combine(other, "volume.json"), true);
        var same = await hub.SucceedAsync(
            "settle", period: Period, parameters: $$"""{"policies": "{{other}}/"}""");
        Assert.Equal(RunStatus.Succeeded, (await hub.ReleaseAsync(first.Id)).Status);
        Assert.Equal(RunStatus.Succeeded, (await hub.ReleaseAsync(beside.Id)).Status);
        Assert.Contains("Settle again", (await hub.ReleaseAsync(same.Id)).Error);
        Assert.Equal(
            ["D001|MORE|1|400|creditNote", "D001|VOL|1|400|creditNote", "D002|MORE|1|200|creditNote",
                "D002|VOL|1|200|creditNote"],
            await hub.RowsAsync(Releasing.Postings));
    }

    [Fact]
    public async Task Of_an_earlier_month_of_a_running_quarter_is_refused_once_a_later_one_reckons_with_it()
    {
        await using var hub = await OpenAsync(policy: VolumePolicy.Quarterly);
        await hub.SeedAsync(Datasets.Invoices, Documents.Invoice("R3", "D001", Releasing.Day.AddMonths(1), 5_000m));
        var october = await hub.SucceedAsync("settle", period: "2026-10");
        var november = await hub.SucceedAsync("settle", period: "2026-11");
        Assert.Contains($"superseded by settlement {november.Id}", (await hub.ReleaseAsync(october.Id)).Error);
        await hub.ReleaseAsync(november.Id);
        // Settled again afterwards, October must not pay what November has paid.
        var again = await hub.SucceedAsync("settle", period: "2026-10");
        Assert.DoesNotContain("prepared", await hub.StatesAsync(again.Id));
        Assert.Equal(
            ["D001|VOL|1|500|creditNote", "D002|VOL|1|200|creditNote"],
            await hub.RowsAsync(Releasing.Postings));
    }

    [Fact]
    public async Task Passes_over_a_dealer_that_was_settled_anew_alone()
    {
        await using var hub = await OpenAsync();
        var all = await hub.SucceedAsync("settle", period: Period);
        var one = await hub.SucceedAsync("settle", "D001", Period);
        var run = await hub.ReleaseAsync(all.Id);
        Assert.Equal(RunStatus.Succeeded, run.Status);
        Assert.Contains($"newer settlement, the last is {one.Id}", run.Note);
        Assert.Equal(["D002|VOL|1|200|creditNote"], await hub.RowsAsync(Releasing.Postings));
        await hub.ReleaseAsync(one.Id);
        Assert.Equal(2, await hub.CountAsync("delivery.posting"));
    }

    [Fact]
    public async Task Does_not_post_what_was_computed_before_another_posting()
    {
        await using var hub = await OpenAsync();
        var first = await hub.SucceedAsync("settle", period: Period);
        var second = await hub.SucceedAsync("settle", period: Period);
        // The older one was released while the newer was computing, which saw nothing of it.
        await hub.ExecuteAsync($"UPDATE ops.run SET status = 'running' WHERE id = {second.Id}");
        await hub.ReleaseAsync(first.Id);
        await hub.ExecuteAsync($"UPDATE ops.run SET status = 'succeeded' WHERE id = {second.Id}");
        Assert.Equal(["outdated"], await hub.StatesAsync(second.Id));
        Assert.Contains("Settle again", (await hub.ReleaseAsync(second.Id)).Error);
        await hub.SettleAndReleaseAsync(Period);
        Assert.Equal(2, await hub.CountAsync("delivery.posting"));
    }

    [Fact]
    public async Task Posts_what_still_holds_and_is_incomplete_for_what_does_not()
    {
        await using var hub = await OpenAsync();
        var first = await hub.SucceedAsync("settle", period: Period);
        var second = await hub.SucceedAsync("settle", period: Period);
        await hub.ExecuteAsync($"UPDATE ops.run SET status = 'running' WHERE id = {second.Id}");
        await hub.ReleaseAsync(first.Id, dealer: "D001");
        await hub.ExecuteAsync($"UPDATE ops.run SET status = 'succeeded' WHERE id = {second.Id}");
        var run = await hub.ReleaseAsync(second.Id);
        Assert.Equal(RunStatus.Incomplete, run.Status);
        Assert.Contains("1 results were not posted", run.Note);
        Assert.Equal(
            ["D001|VOL|1|400|creditNote", "D002|VOL|1|200|creditNote"],
            await hub.RowsAsync(Releasing.Postings));
    }

    private static async Task<long> PlannedAsync(TestHub hub, long settlement, string by)
    {
        var run = await hub.AskReleaseAsync(settlement, by);
        await hub.Database.InTransactionAsync(
            async (_, transaction) =>
            {
                var locked = await RunStore.LockAsync(transaction, run);
                var plan = await hub.Get<JobCatalog>().Get("release").PlanAsync(
                    locked, transaction, CancellationToken.None);
                await ChunkStore.AddAsync(transaction, run, plan.Chunks);
                await RunStore.StartAsync(transaction, run, plan.Chunks.Count, null, null);
            },
            CancellationToken.None);
        return run;
    }

    private Task<TestHub> OpenAsync(TestConfig? config = null, string policy = VolumePolicy.Json) =>
        Releasing.OpenAsync(postgres, config, policy);
}
