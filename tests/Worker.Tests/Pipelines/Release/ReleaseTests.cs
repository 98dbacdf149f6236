using DealerIntegration.Domain.Canonical;
using DealerIntegration.Worker.Commands;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Rebates;
using Npgsql;

namespace DealerIntegration.Worker.Tests.Pipelines.Release;

/// <summary>A settlement is prepared by one and released by another; released, it posts once, whatever happens.</summary>
public sealed class ReleaseTests(PostgresFixture postgres)
{
    private const string Period = "2026-10";

    private const string Postings =
        "SELECT dealer_code, policy, no, amount, form FROM delivery.posting ORDER BY dealer_code, policy, no";

    private static readonly DateOnly Day = new(2026, 10, 5);

    [Fact]
    public async Task Posts_under_the_settlement_and_the_release_and_tells_the_ERP()
    {
        await using var hub = await OpenAsync();
        var settled = await hub.SucceedAsync("settle", period: Period);
        var run = await hub.ReleaseAsync(settled.Id);
        Assert.Equal((RunStatus.Succeeded, null), (run.Status, run.Error));
        Assert.Equal(["D001|VOL|1|400|creditNote", "D002|VOL|1|200|creditNote"], await hub.RowsAsync(Postings));
        Assert.Equal(
            [$"{run.Id}|{settled.Id}|test|released|sara"],
            await hub.RowsAsync(
                """
                SELECT DISTINCT p.run_id, p.settle_run, l.prepared_by, l.verdict, l.decided_by
                  FROM delivery.posting p JOIN delivery.release l ON l.id = p.release_id
                """));
        Assert.Equal(
            ["RB-VOL-D001-2026-10-1|credit-note|-400", "RB-VOL-D002-2026-10-1|credit-note|-200"],
            await hub.RowsAsync("SELECT key, kind, (payload->>'amount')::numeric FROM delivery.outbox ORDER BY key"));
        Assert.Equal(["released"], await StatesAsync(hub, settled.Id));
    }

    [Fact]
    public async Task Is_refused_to_whoever_prepared_it()
    {
        await using var hub = await OpenAsync();
        await hub.AddUserAsync("test");
        var settled = await hub.SucceedAsync("settle", period: Period);
        var run = await hub.ReleaseAsync(settled.Id, by: "test");
        Assert.Equal((RunStatus.Failed, "configuration"), (run.Status, run.ErrorKind));
        Assert.Contains("test prepared settlement", run.Error);
        Assert.Equal(0, await hub.CountAsync("delivery.posting"));
    }

    [Fact]
    public async Task Is_refused_by_the_database_itself_to_whoever_prepared_it_and_to_a_false_preparer()
    {
        await using var hub = await OpenAsync();
        var settled = await hub.SucceedAsync("settle", period: Period);
        var run = await hub.ImportRunAsync();
        string Insert(string preparedBy, string by) =>
            $"""
            INSERT INTO delivery.release (settle_run, prepared_by, verdict, decided_by, run_id)
            VALUES ({settled.Id}, '{preparedBy}', 'released', '{by}', {run})
            """;
        var same = await Assert.ThrowsAsync<PostgresException>(() => hub.ExecuteAsync(Insert("test", "test")));
        Assert.Equal("two_persons", same.ConstraintName);
        var forged = await Assert.ThrowsAsync<PostgresException>(() => hub.ExecuteAsync(Insert("paul", "test")));
        Assert.Equal(PostgresErrorCodes.ForeignKeyViolation, forged.SqlState);
        await hub.ExecuteAsync(Insert("test", "sara"));
        var changed = await Assert.ThrowsAsync<PostgresException>(() => hub.ExecuteAsync(
            $"UPDATE ops.run SET asked_by = 'sara' WHERE id = {settled.Id}"));
        Assert.Equal(PostgresErrorCodes.ForeignKeyViolation, changed.SqlState);
        var unreleased = await Assert.ThrowsAsync<PostgresException>(() => hub.ExecuteAsync(
            $"""
            INSERT INTO delivery.posting (policy, dealer_code, period, no, amount, currency, outbox_key, run_id, settle_run)
            VALUES ('VOL', 'D001', '2026-10', 1, 400, 'CNY', 'K', {settled.Id}, {settled.Id})
            """));
        Assert.Equal("posting_is_released", unreleased.ConstraintName);
    }

    [Theory]
    [InlineData("ida", "it", "has the role it")]
    [InlineData("vera", "viewer", "has the role viewer")]
    [InlineData("nobody", null, "is no user of the hub")]
    public async Task Is_for_finance_alone(string by, string? role, string said)
    {
        await using var hub = await OpenAsync();
        if (role is not null)
        {
            await hub.AddUserAsync(by, role);
        }

        var settled = await hub.SucceedAsync("settle", period: Period);
        Assert.Contains(said, (await hub.ReleaseAsync(settled.Id, by)).Error);
        Assert.Equal(0, await hub.CountAsync("delivery.release"));
    }

    [Fact]
    public async Task Of_what_an_account_of_the_machine_prepared_is_refused()
    {
        await using var hub = await OpenAsync();
        var settled = await hub.SucceedAsync("settle", period: Period);
        await hub.ExecuteAsync($"UPDATE ops.run SET asked_by = 'os:root' WHERE id = {settled.Id}");
        var run = await hub.ReleaseAsync(settled.Id);
        Assert.Contains("prepared by os:root", run.Error);
        Assert.Contains("./hub settle --period 2026-10", run.Error);
    }

    [Fact]
    public async Task Of_a_part_leaves_the_rest_for_later_and_posts_nothing_twice()
    {
        await using var hub = await OpenAsync();
        var settled = await hub.SucceedAsync("settle", period: Period);
        await hub.ReleaseAsync(settled.Id, dealer: "D002");
        Assert.Equal(["D002|VOL|1|200|creditNote"], await hub.RowsAsync(Postings));
        Assert.Equal(["prepared", "released"], await StatesAsync(hub, settled.Id));
        var rest = await hub.ReleaseAsync(settled.Id);
        Assert.Equal(RunStatus.Succeeded, rest.Status);
        Assert.Equal(["D001|VOL|1|400|creditNote", "D002|VOL|1|200|creditNote"], await hub.RowsAsync(Postings));
        var again = await hub.ReleaseAsync(settled.Id);
        Assert.Contains("is released already", again.Error);
        Assert.Contains("has nothing to pay", (await hub.ReleaseAsync(settled.Id, policy: "OTHER")).Error);
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
            Path.Combine(other, "volume.json"), VolumePolicy.Json.Replace("\"VOL\"", "\"MORE\"", StringComparison.Ordinal));
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
            await hub.RowsAsync(Postings));
    }

    [Fact]
    public async Task Of_an_earlier_month_of_a_running_quarter_is_refused_once_a_later_one_reckons_with_it()
    {
        await using var hub = await OpenAsync(policy: VolumePolicy.Quarterly);
        await hub.SeedAsync(Datasets.Invoices, Documents.Invoice("R3", "D001", Day.AddMonths(1), 5_000m));
        var october = await hub.SucceedAsync("settle", period: "2026-10");
        var november = await hub.SucceedAsync("settle", period: "2026-11");
        Assert.Contains($"superseded by settlement {november.Id}", (await hub.ReleaseAsync(october.Id)).Error);
        await hub.ReleaseAsync(november.Id);
        // Settled again afterwards, October must not pay what November has paid.
        var again = await hub.SucceedAsync("settle", period: "2026-10");
        Assert.DoesNotContain("prepared", await StatesAsync(hub, again.Id));
        Assert.Equal(["D001|VOL|1|500|creditNote", "D002|VOL|1|200|creditNote"], await hub.RowsAsync(Postings));
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
        Assert.Equal(["D002|VOL|1|200|creditNote"], await hub.RowsAsync(Postings));
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
        Assert.Equal(["outdated"], await StatesAsync(hub, second.Id));
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
        Assert.Equal(["D001|VOL|1|400|creditNote", "D002|VOL|1|200|creditNote"], await hub.RowsAsync(Postings));
    }

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
        Assert.Equal(["D001|VOL|1|400|creditNote", "D002|VOL|1|200|creditNote"], await hub.RowsAsync(Postings));
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
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(3));
        await Task.WhenAny(hub.WorkAsync(run, stop.Token), Task.Delay(TimeSpan.FromSeconds(5)));
        Assert.Equal(["D001|VOL|1|400|creditNote"], await hub.RowsAsync(Postings));
        await hub.ExecuteAsync("DROP TRIGGER die ON delivery.outbox");
        await hub.ExecuteAsync($"UPDATE ops.run SET status = 'running', error = NULL WHERE id = {run}");
        await hub.ExpireLeasesAsync(run);
        await hub.WorkAsync(run);
        Assert.Equal(RunStatus.Succeeded, (await hub.FindAsync(run)).Status);
        Assert.Equal(["D001|VOL|1|400|creditNote", "D002|VOL|1|200|creditNote"], await hub.RowsAsync(Postings));
        Assert.Equal(2, await hub.CountAsync("delivery.outbox"));
    }

    [Fact]
    public async Task Rejected_it_cannot_be_released_and_is_settled_again()
    {
        await using var hub = await OpenAsync();
        await hub.AddUserAsync("test");
        var settled = await hub.SucceedAsync("settle", period: Period);
        var desk = hub.Get<ReleaseDesk>();
        await Assert.ThrowsAsync<UsageException>(
            () => desk.RejectAsync(settled.Id, "test", " ", CancellationToken.None));
        await desk.RejectAsync(settled.Id, "test", "wrong tiers", CancellationToken.None);
        Assert.Contains("was rejected", (await hub.ReleaseAsync(settled.Id)).Error);
        await Assert.ThrowsAsync<UsageException>(
            () => desk.RejectAsync(settled.Id, "test", "again", CancellationToken.None));
        await hub.SettleAndReleaseAsync(Period);
        Assert.Equal(2, await hub.CountAsync("delivery.posting"));
        Assert.Equal(
            ["settlement.reject|test|wrong tiers", "settlement.reject|test|again"],
            await hub.RowsAsync("SELECT action, actor, detail FROM ops.audit ORDER BY id"));
    }

    [Fact]
    public async Task Lists_what_waits_what_was_decided_and_by_whom()
    {
        await using var hub = await OpenAsync();
        var settled = await hub.SucceedAsync("settle", period: Period);
        await hub.ReleaseAsync(settled.Id, dealer: "D001");
        var list = await hub.Get<ReleaseDesk>().ListAsync(null, CancellationToken.None);
        Assert.Equal(
            [("prepared", 1, 200m, "CNY"), ("released", 1, 400m, "CNY")],
            list.Select(l => (l.State, l.Count, l.Amount, l.Currency)));
        Assert.All(list, l => Assert.Equal(("test", "released by sara"), (l.PreparedBy, l.Decided)));
    }

    [Fact]
    public async Task Waits_before_the_close_of_its_month()
    {
        await using var hub = await OpenAsync();
        var settled = await hub.SucceedAsync("settle", period: Period);
        var report = await hub.Get<Worker.Months.PeriodDesk>()
            .LookAsync(Domain.Values.Period.Parse(Period), CancellationToken.None);
        var blocker = Assert.Single(report.Blockers, b => b.Kind == Worker.Months.BlockerKind.NotReleased);
        Assert.Equal("finance", blocker.Owner);
        Assert.Equal(
            $"Settlement {settled.Id} (2 results, 600.00 CNY) waits for its release by another than test.", blocker.What);
        Assert.Equal($"./hub settle release {settled.Id}", blocker.Remedy);
    }

    private static async Task<long> PlannedAsync(TestHub hub, long settlement, string by)
    {
        var run = await hub.AskReleaseAsync(settlement, by);
        await hub.Database.InTransactionAsync(
            async (_, transaction) =>
            {
                var locked = await Worker.Storage.RunStore.LockAsync(transaction, run);
                var plan = await hub.Get<JobCatalog>().Get("release").PlanAsync(
                    locked, transaction, CancellationToken.None);
                await Worker.Storage.ChunkStore.AddAsync(transaction, run, plan.Chunks);
                await Worker.Storage.RunStore.StartAsync(transaction, run, plan.Chunks.Count, null, null);
            },
            CancellationToken.None);
        return run;
    }

    private static Task<IReadOnlyList<string>> StatesAsync(TestHub hub, long run) => hub.RowsAsync(
        $"SELECT DISTINCT state FROM delivery.settlement_line WHERE run_id = {run} ORDER BY 1");

    private async Task<TestHub> OpenAsync(TestConfig? config = null, string? policy = null)
    {
        var hub = await TestHub.OpenAsync(postgres, (config ?? new TestConfig()) with
        {
            Files = new Dictionary<string, string> { ["rebates/volume.json"] = policy ?? VolumePolicy.Json },
        });
        await hub.SeedAsync(Datasets.Dealers, Documents.Dealer("D001"), Documents.Dealer("D002"));
        await hub.SeedAsync(Datasets.Products, Documents.Product("P1"));
        await hub.SeedAsync(
            Datasets.Invoices, Documents.Invoice("R1", "D001", Day, 20_000m),
            Documents.Invoice("R2", "D002", Day, 10_000m));
        return hub;
    }
}
