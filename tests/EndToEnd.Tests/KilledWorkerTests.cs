using DealerIntegration.EndToEnd.Tests.Support;
using DealerIntegration.Simulators.Demo;

namespace DealerIntegration.EndToEnd.Tests;

/// <summary>A worker may die at any moment; the month comes out as if nothing had happened.</summary>
public sealed class KilledWorkerTests(PostgresFixture postgres, ClearMonth clear)
{
    /// <summary>In the order of the month. Each is inside a transaction, or between an effect and its record.</summary>
    private static readonly HoldPoint[] Points =
    [
        new("importing the second page of invoices", "ops.run_chunk", "UPDATE",
            "OLD.checkpoint IS NOT NULL AND NEW.checkpoint IS DISTINCT FROM OLD.checkpoint AND (SELECT scope FROM "
            + "ops.run WHERE id = NEW.run_id) = 'sap/invoices'"),
        new("answering the fourth order", "result.order_answer", "INSERT",
            "(SELECT count(*) FROM result.order_answer) = 4"),
        new("an order is in the ERP, its number not yet here", "delivery.outbox", "UPDATE",
            "NEW.kind = 'sales-order' AND NEW.status = 'done' AND (SELECT count(*) FROM delivery.outbox "
            + "WHERE kind = 'sales-order' AND status = 'done') = 3"),
        new("posting a rebate", "delivery.posting", "INSERT", "(SELECT count(*) FROM delivery.posting) >= 2"),
        new("a credit note is in the ERP, its number not yet here", "delivery.outbox", "UPDATE",
            "NEW.kind = 'credit-note' AND NEW.status = 'done'"),
        new("writing workbooks", "delivery.file", "INSERT", "NEW.kind = 'statement' AND NEW.dealer_code = 'D011'"),
    ];

    [Fact]
    public async Task A_worker_killed_in_mid_run_changes_nothing()
    {
        await using var stage = await Stage.OpenAsync(postgres);
        stage.Set("dealersPerChunk", 8);
        var (worker, _) = await stage.ServeAsync();
        var queued = false;
        foreach (var point in Points)
        {
            await point.CatchAsync(
                stage.Database,
                async () =>
                {
                    if (!queued)
                    {
                        (await stage.HubAsync("run", "month", "--period", Programs.Period)).MustEndWith(0);
                        queued = true;
                    }
                    else
                    {
                        (worker, _) = await stage.ServeAsync();
                    }
                },
                () => KillAsync(stage, worker, point));
        }

        await stage.ServeAsync();
        await stage.UntilAsync(
            "the month had ended",
            "SELECT bool_and(status NOT IN ('queued', 'running')) FROM ops.run WHERE pipeline = 'month'");
        Assert.Equal(0L, await stage.AskAsync<long>("SELECT count(*) FROM ops.run WHERE status = 'failed'"));
        await clear.StageAsync(postgres);
        Content.MustBeEqual(clear.Content, await Content.OfAsync(stage));
    }

    private static async Task KillAsync(Stage stage, Child worker, HoldPoint point)
    {
        Assert.True(
            await stage.AskAsync<bool>("SELECT bool_and(status = 'running') FROM ops.run WHERE pipeline = 'month'"),
            $"The month is over before '{point}'.");
        worker.Kill();
        await worker.Wait(CancellationToken.None);
    }
}
