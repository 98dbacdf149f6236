using DealerIntegration.Domain.Canonical;
using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Commands;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Months;
using Npgsql;

namespace DealerIntegration.Worker.Tests.Months;

/// <summary>A period from its first reconciliation to its close, and back.</summary>
public sealed class PeriodTests(PostgresFixture postgres)
{
    private static readonly Period October = Month.October;

    [Fact]
    public async Task Is_open_until_it_is_reconciled_and_names_what_is_missing()
    {
        await using var hub = await Month.OpenAsync(postgres);
        var before = await hub.LookAsync(October);
        Assert.Equal(PeriodState.Open, before.State);
        Assert.Equal(
            [BlockerKind.NotReconciled, BlockerKind.NotSettled], before.Blockers.Select(b => b.Kind));
        await hub.SucceedAsync("reconcile", period: "2026-10");
        var after = await hub.LookAsync(October);
        Assert.Equal(PeriodState.Reconciling, after.State);
        var step = Assert.Single(after.History);
        Assert.Equal(("test", 1), (step.Actor, step.No));
        Assert.NotNull(step.Watermark);
        Assert.Equal([BlockerKind.NotSettled], after.Blockers.Select(b => b.Kind));
    }

    [Fact]
    public async Task Closes_with_a_snapshot_of_its_figures_when_nothing_is_in_the_way()
    {
        await using var hub = await Month.OpenAsync(postgres);
        await hub.ReconcileAndSettleAsync();
        Assert.Null(await hub.ClosedWatermarkAsync(October));
        var snapshot = await hub.CloseAsync(October);
        Assert.Equal((2, "0.00"), (snapshot.Dealers, snapshot.Residual));
        Assert.Matches("^sha256:[0-9a-f]{64}$", snapshot.Figures);
        var report = await hub.LookAsync(October);
        Assert.Equal((PeriodState.Closed, true), (report.State, report.FiguresHold));
        Assert.Empty(report.Blockers);
        Assert.Equal("fiona", report.History[^1].Actor);
        Assert.Equal(report.History[^1].Watermark, await hub.ClosedWatermarkAsync(October));
        Assert.Equal(["fiona|2026-10"], await hub.RowsAsync(
            "SELECT actor, subject FROM ops.audit WHERE action = 'period.close'"));
        await hub.ExecuteAsync("UPDATE result.reconciliation SET matched = matched + 0.01 WHERE dealer_code = 'D002'");
        Assert.False((await hub.LookAsync(October)).FiguresHold);
    }

    [Fact]
    public async Task Refuses_to_close_and_names_each_blocker_with_its_owner_and_remedy()
    {
        await using var hub = await Month.OpenAsync(postgres);
        await hub.SeedAsync(Datasets.Dealers, Documents.Dealer("D003"));
        await hub.SeedAsync(Datasets.Invoices, Documents.Invoice("R3", "D003", October.Start, 7m));
        // D002 states 3.25 more than its lines.
        await hub.SeedAsync(Datasets.Ledger, Documents.Ledger(
            "D002", "2026-10", 0m, 103.25m, ("invoice", "R-D002-2026-10", October.Start.AddDays(4), 100m)));
        await hub.RunAsync("reconcile", period: "2026-10");
        var refusal = await Assert.ThrowsAsync<UsageException>(() => hub.CloseAsync(October));
        Assert.Contains("2026-10 cannot be closed, 3 in the way", refusal.Message);
        Assert.Contains("[D003] Incomplete: no ledger of this period was accepted", refusal.Message);
        Assert.Contains("[finance] D002: 3.25 CNY is unexplained", refusal.Message);
        Assert.Contains("./hub settle --period 2026-10", refusal.Message);
        Assert.Null(await hub.ClosedWatermarkAsync(October));
        Assert.Equal(1, await hub.CountAsync("ops.audit WHERE action = 'period.close'"));
    }

    [Fact]
    public async Task Takes_no_more_runs_once_closed_but_still_lets_people_try_things_out()
    {
        await using var hub = await Month.OpenAsync(postgres);
        await hub.ReconcileAndSettleAsync();
        await hub.CloseAsync(October);
        foreach (var pipeline in new[] { "reconcile", "settle", "statements" })
        {
            var run = await hub.RunAsync(pipeline, period: "2026-10");
            Assert.Equal((RunStatus.Failed, "configuration"), (run.Status, run.ErrorKind));
            Assert.Contains("2026-10 is closed", run.Error);
            Assert.Contains("./hub period reopen --period 2026-10", run.Error);
        }

        await hub.SucceedAsync("reconcile", period: "2026-10", parameters: """{"dryRun": true}""");
        await hub.SeedMonthAsync("2026-11", 100m);
        await hub.SucceedAsync("reconcile", period: "2026-11");
    }

    [Fact]
    public async Task Opens_again_with_a_reason_unless_a_later_period_rests_on_it()
    {
        await using var hub = await Month.OpenAsync(postgres);
        await hub.ReconcileAndSettleAsync();
        await Assert.ThrowsAsync<UsageException>(() => hub.ReopenAsync(October));
        await hub.CloseAsync(October);
        await hub.SeedMonthAsync("2026-11", 100m);
        await hub.ReconcileAndSettleAsync("2026-11");
        await hub.CloseAsync(October.Next);
        var refusal = await Assert.ThrowsAsync<UsageException>(() => hub.ReopenAsync(October));
        Assert.Contains("2026-11 after 2026-10 is closed", refusal.Message);
        await hub.ReopenAsync(October.Next);
        await Assert.ThrowsAsync<UsageException>(() => hub.ReopenAsync(October, "  "));
        await hub.ReopenAsync(October);
        var report = await hub.LookAsync(October);
        Assert.Equal(PeriodState.Open, report.State);
        Assert.Equal("credit note missing", report.History[^1].Reason);
        Assert.Null(await hub.ClosedWatermarkAsync(October));
        await hub.SucceedAsync("reconcile", period: "2026-10");
        await hub.CloseAsync(October);
        Assert.Equal(
            ["reconciling", "closed", "open", "reconciling", "closed"],
            await hub.RowsAsync("SELECT state FROM ops.period_event WHERE period = '2026-10' ORDER BY no"));
        Assert.Equal(1, await hub.CountAsync(
            "ops.audit WHERE action = 'period.reopen' AND subject = '2026-11' AND detail = 'credit note missing'"));
    }

    [Fact]
    public async Task Waits_for_the_period_before_it()
    {
        await using var hub = await Month.OpenAsync(postgres);
        await hub.ReconcileAndSettleAsync();
        await hub.SeedMonthAsync("2026-11", 100m);
        await hub.ReconcileAndSettleAsync("2026-11");
        var blocker = Assert.Single((await hub.LookAsync(October.Next)).Blockers);
        Assert.Equal(BlockerKind.EarlierPeriodOpen, blocker.Kind);
        Assert.Equal("./hub period --period 2026-10", blocker.Remedy);
        await hub.CloseAsync(October);
        Assert.Empty((await hub.LookAsync(October.Next)).Blockers);
    }

    [Fact]
    public async Task Is_agreed_once_every_dealer_said_yes_and_not_any_more_when_one_objects()
    {
        var standings = new StandingsOfTest { ["D001"] = AnswerState.Confirmed };
        await using var hub = await Month.OpenAsync(postgres, standings);
        await hub.ReconcileAndSettleAsync();
        var blocker = Assert.Single((await hub.LookAsync(October)).Blockers);
        Assert.Equal((BlockerKind.Statement, "finance"), (blocker.Kind, blocker.Owner));
        Assert.Contains("D002", blocker.What);

        standings["D002"] = AnswerState.DeemedConfirmed;
        await hub.SucceedAsync("reconcile", period: "2026-10");
        Assert.Equal(PeriodState.Agreed, (await hub.LookAsync(October)).State);
        standings["D002"] = AnswerState.Disputed;
        await hub.Get<PeriodDesk>().AdvanceAsync(October, CancellationToken.None);
        Assert.Equal(PeriodState.Reconciling, (await hub.LookAsync(October)).State);
        standings["D002"] = AnswerState.Confirmed;
        await hub.CloseAsync(October);
        Assert.Equal(
            ["reconciling", "agreed", "reconciling", "agreed", "closed"],
            await hub.RowsAsync("SELECT state FROM ops.period_event ORDER BY no"));
    }

    [Theory]
    [InlineData("UPDATE ops.period_event SET state = 'open', reason = 'x'")]
    [InlineData("DELETE FROM ops.period_event")]
    public async Task Keeps_its_history_even_from_a_statement_of_SQL(string sql)
    {
        await using var hub = await Month.OpenAsync(postgres);
        await hub.SucceedAsync("reconcile", period: "2026-10");
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => hub.ExecuteAsync(sql));
        Assert.Contains("append-only", refusal.MessageText);
    }
}
