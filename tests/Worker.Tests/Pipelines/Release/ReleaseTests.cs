using DealerIntegration.Worker.Commands;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Rebates;
using Npgsql;

namespace DealerIntegration.Worker.Tests.Pipelines.Release;

/// <summary>A settlement is prepared by one and released by another; released, it posts once.</summary>
public sealed class ReleaseTests(PostgresFixture postgres)
{
    private const string Period = "2026-10";

    [Fact]
    public async Task Posts_under_the_settlement_and_the_release_and_tells_the_ERP()
    {
        await using var hub = await OpenAsync();
        var settled = await hub.SucceedAsync("settle", period: Period);
        var run = await hub.ReleaseAsync(settled.Id);
        Assert.Equal((RunStatus.Succeeded, null), (run.Status, run.Error));
        Assert.Equal(
            ["D001|VOL|1|400|creditNote", "D002|VOL|1|200|creditNote"],
            await hub.RowsAsync(Releasing.Postings));
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
        Assert.Equal(["released"], await hub.StatesAsync(settled.Id));
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
            INSERT INTO delivery.posting
                (policy, dealer_code, period, no, amount, currency, outbox_key, run_id, settle_run)
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
        Assert.Equal(["D002|VOL|1|200|creditNote"], await hub.RowsAsync(Releasing.Postings));
        Assert.Equal(["prepared", "released"], await hub.StatesAsync(settled.Id));
        var rest = await hub.ReleaseAsync(settled.Id);
        Assert.Equal(RunStatus.Succeeded, rest.Status);
        Assert.Equal(
            ["D001|VOL|1|400|creditNote", "D002|VOL|1|200|creditNote"],
            await hub.RowsAsync(Releasing.Postings));
        var again = await hub.ReleaseAsync(settled.Id);
        Assert.Contains("is released already", again.Error);
        Assert.Contains("has nothing to pay", (await hub.ReleaseAsync(settled.Id, policy: "OTHER")).Error);
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
            $"Settlement {settled.Id} (2 results, 600.00 CNY) waits for its release by another than test.",
            blocker.What);
        Assert.Equal($"./hub settle release {settled.Id}", blocker.Remedy);
    }

    private Task<TestHub> OpenAsync() => Releasing.OpenAsync(postgres);
}
