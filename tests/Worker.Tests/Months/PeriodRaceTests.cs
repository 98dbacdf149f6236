using DealerIntegration.Domain.Canonical;
using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Commands;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Months;
using DealerIntegration.Worker.Storage;
using DealerIntegration.Worker.Tests.Storage;

namespace DealerIntegration.Worker.Tests.Months;

/// <summary>A close and a run at the same moment: one of them sees the other.</summary>
public sealed class PeriodRaceTests(PostgresFixture postgres)
{
    private static readonly Period October = Month.October;

    [Fact]
    public async Task A_close_waits_for_the_plan_of_a_run_and_then_sees_the_run()
    {
        await using var hub = await Month.OpenAsync(postgres);
        await hub.ReconcileAndSettleAsync();
        var run = await hub.AskAsync("settle", period: "2026-10");
        await using var connection = await hub.Database.OpenAsync(CancellationToken.None);
        await using var plan = await connection.BeginTransactionAsync();
        var locked = await RunStore.LockAsync(plan, run);
        await PeriodGate.EnterAsync(plan, locked, CancellationToken.None);
        var closing = hub.CloseAsync(October);
        await Blocking.WaitAsync(hub, Blocking.SomebodyWaits);
        await RunStore.StartAsync(plan, run, chunks: 1, watermark: 1, rulesHash: null);
        await plan.CommitAsync();
        var refusal = await Assert.ThrowsAsync<UsageException>(() => closing);
        Assert.Contains($"Run {run} (settle) is running", refusal.Message);
    }

    [Fact]
    public async Task A_run_waits_for_a_close_and_then_finds_the_period_closed()
    {
        await using var hub = await Month.OpenAsync(postgres);
        await hub.ReconcileAndSettleAsync();
        await using var connection = await hub.Database.OpenAsync(CancellationToken.None);
        await using var blocker = await connection.BeginTransactionAsync();
        // Holds the close up after it has its locks, before it has looked.
        await Blocking.LockAsync(blocker, "raw.upload");
        var closing = hub.CloseAsync(October);
        await Blocking.WaitAsync(hub, Blocking.SomebodyWaits);
        var run = await hub.FindAsync(await hub.ImportRunAsync());
        await using var second = await hub.Database.OpenAsync(CancellationToken.None);
        await using var plan = await second.BeginTransactionAsync();
        var entering = PeriodGate.EnterAsync(
            plan, run with { Pipeline = "reconcile", Period = "2026-10" }, CancellationToken.None);
        await Task.Delay(200);
        Assert.False(entering.IsCompleted);
        await blocker.CommitAsync();
        await closing;
        await Assert.ThrowsAsync<Connectors.Configuration.ConfigurationException>(() => entering);
    }

    [Fact]
    public async Task Imports_closes_and_runs_never_wait_for_each_other_in_a_circle()
    {
        await using var hub = await Month.OpenAsync(postgres);
        await hub.ReconcileAndSettleAsync();
        using var stop = new CancellationTokenSource();
        var imports = Task.Run(() => ImportAsync(hub, stop.Token));
        var closed = 0;
        for (var i = 0; i < 12; i++)
        {
            var run = Task.Run(() => hub.RunAsync("reconcile", "D001", "2026-10"));
            var close = Task.Run(() => TryAsync(() => hub.CloseAsync(October)));
            var ended = await run;
            closed += await close ? 1 : 0;
            Assert.True(
                ended.Status is RunStatus.Succeeded || (ended.Error?.Contains("is closed") ?? false), ended.Error);
            await TryAsync(() => hub.ReopenAsync(October));
        }

        await stop.CancelAsync();
        Assert.True(await imports > 0);
        Assert.Equal(closed, await hub.CountAsync("ops.period_event WHERE state = 'closed'"));
    }

    private static async Task<bool> TryAsync(Func<Task> work)
    {
        try
        {
            await work();
            return true;
        }
        catch (UsageException)
        {
            return false;
        }
    }

    // Documents of another month: they hold the watermark's lock and are no blockers.
    private static async Task<int> ImportAsync(TestHub hub, CancellationToken stop)
    {
        var count = 0;
        while (!stop.IsCancellationRequested)
        {
            await hub.SeedAsync(
                Datasets.Invoices, Documents.Invoice("R-later", "D002", October.Next.Start, ++count));
            await Task.Delay(5, CancellationToken.None);
        }

        return count;
    }
}
