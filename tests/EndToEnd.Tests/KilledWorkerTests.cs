using DealerIntegration.EndToEnd.Tests.Support;
using DealerIntegration.Simulators.Demo;

namespace DealerIntegration.EndToEnd.Tests;

/// <summary>A worker may die at any moment; the month comes out as if nothing had happened.</summary>
public sealed class KilledWorkerTests(PostgresFixture postgres, ClearMonth clear)
{
    /// <summary>In the order of the month. Each is inside a transaction, or between an effect and its record.</summary>
    private static readonly HoldPoint[] Month =
    [
        new("importing the second page of invoices", "ops.run_chunk", "UPDATE",
            "OLD.checkpoint IS NOT NULL AND NEW.checkpoint IS DISTINCT FROM OLD.checkpoint AND (SELECT scope FROM "
            + "ops.run WHERE id = NEW.run_id) = 'sap/invoices'"),
        new("answering the fourth order", "result.order_answer", "INSERT",
            "(SELECT count(*) FROM result.order_answer) = 4"),
        new("an order is in the ERP, its number not yet here", "delivery.outbox", "UPDATE",
            "NEW.kind = 'sales-order' AND NEW.status = 'done' AND (SELECT count(*) FROM delivery.outbox "
            + "WHERE kind = 'sales-order' AND status = 'done') = 3"),
        new("preparing a rebate", "result.rebate", "INSERT", "(SELECT count(*) FROM result.rebate) >= 2"),
        new("writing workbooks", "delivery.file", "INSERT", "NEW.kind = 'statement' AND NEW.dealer_code = 'D011'"),
    ];

    private static readonly HoldPoint[] Release =
    [
        new("posting a rebate", "delivery.posting", "INSERT", "(SELECT count(*) FROM delivery.posting) >= 2"),
        new("rebates are posted, their notes not yet written", "delivery.outbox", "INSERT",
            "NEW.kind = 'credit-note' AND (SELECT count(*) FROM delivery.outbox WHERE kind = 'credit-note') >= 12"),
    ];

    private static readonly HoldPoint[] Delivery =
    [
        new("a credit note is in the ERP, its number not yet here", "delivery.outbox", "UPDATE",
            "NEW.kind = 'credit-note' AND NEW.status = 'done'"),
    ];

    private static readonly HoldPoint[] Statements =
    [
        new("writing released rebates", "delivery.file", "INSERT", "NEW.kind = 'rebate' AND NEW.dealer_code = 'D011'"),
    ];

    [Fact]
    public async Task A_worker_killed_in_mid_run_changes_nothing()
    {
        await using var stage = await Stage.OpenAsync(postgres);
        stage.Set("dealersPerChunk", 8);
        var (prepares, releases) = await stage.SignInAsync();

        await PerformAsync(
            stage,
            "month",
            async () => (await stage.HubAsync(prepares, "run", "month", "--period", Programs.Period)).MustEndWith(0),
            Month);
        var settlement = await stage.SettlementAsync();
        // The command stays to watch the run, so it is not waited for.
        await PerformAsync(
            stage, "release", () => Task.FromResult(stage.Start(["settle", "release", settlement], person: releases)),
            Release);
        await PerformAsync(
            stage,
            "deliver",
            async () => (await stage.HubAsync("run", "deliver", "--scope", "sap", "--period", Programs.Period))
                .MustEndWith(0),
            Delivery);

        await PerformAsync(
            stage,
            "statements",
            async () => (await stage.HubAsync("run", "statements", "--period", Programs.Period)).MustEndWith(0),
            Statements);

        Assert.Equal(0L, await stage.AskAsync<long>("SELECT count(*) FROM ops.run WHERE status = 'failed'"));
        await clear.StageAsync(postgres);
        Content.MustBeEqual(clear.Content, await Content.OfAsync(stage));
    }

    /// <summary>Starts something, kills its worker at each point, and lets the last one finish it.</summary>
    private static async Task PerformAsync(Stage stage, string pipeline, Func<Task> start, HoldPoint[] points)
    {
        var (worker, _) = await stage.ServeAsync();
        var begun = false;
        foreach (var point in points)
        {
            await point.CatchAsync(
                stage.Database,
                async () =>
                {
                    if (begun)
                    {
                        (worker, _) = await stage.ServeAsync();
                    }
                    else
                    {
                        await start();
                        begun = true;
                    }
                },
                () => KillAsync(stage, worker, point));
        }

        (worker, _) = await stage.ServeAsync();
        await stage.UntilAsync(
            $"{pipeline} had ended",
            $"SELECT bool_and(status NOT IN ('queued', 'running')) FROM ops.run WHERE pipeline = '{pipeline}'");
        await Leftovers.EndAsync(worker);
    }

    private static async Task KillAsync(Stage stage, Child worker, HoldPoint point)
    {
        Assert.True(
            await stage.AskAsync<bool>("SELECT count(*) > 0 FROM ops.run WHERE status = 'running'"),
            $"Everything is over before '{point}'.");
        worker.Kill();
        await worker.Wait(CancellationToken.None);
    }
}
