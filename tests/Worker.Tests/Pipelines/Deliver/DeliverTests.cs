using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Tests.Pipelines.Deliver;

/// <summary>A document that leaves the hub has one effect, whatever happens on the way.</summary>
public sealed class DeliverTests(PostgresFixture postgres)
{
    private const string Outcomes =
        "SELECT key, status, partner_number, attempts, reason FROM delivery.outbox ORDER BY key";

    [Fact]
    public async Task Stores_the_number_of_every_document_the_partner_takes()
    {
        await using var wms = await FakeWms.StartAsync();
        await using var hub = await OpenAsync(wms, 3);
        var run = await hub.SucceedAsync("deliver", "wms");
        Assert.Equal("""{"done": 3, "refused": 0, "unknown": 0}""", run.Counts);
        Assert.Equal(
            ["DO-1|done|WMS-DO-1|1|", "DO-2|done|WMS-DO-2|1|", "DO-3|done|WMS-DO-3|1|"],
            await hub.RowsAsync(Outcomes));
        await hub.SucceedAsync("deliver", "wms");
        Assert.Equal(3, wms.Calls.Count);
    }

    [Fact]
    public async Task Does_not_send_again_what_the_partner_refused()
    {
        await using var wms = await FakeWms.StartAsync();
        wms.Before = call => Task.FromResult(call.Key == "DO-1" ? FakeWms.Failure("S003", "no such item") : null);
        await using var hub = await OpenAsync(wms, 2);
        var run = await hub.RunAsync("deliver", "wms");
        Assert.Equal((RunStatus.Incomplete, "1 documents refused by wms"), (run.Status, run.Note));
        Assert.Equal(
            ["DO-1|refused||1|S003: no such item", "DO-2|done|WMS-DO-2|1|"], await hub.RowsAsync(Outcomes));
        await hub.RunAsync("deliver", "wms");
        Assert.Equal(1, wms.Creates["DO-1"]);
    }

    [Fact]
    public async Task Finds_a_document_whose_answer_was_lost_instead_of_sending_it_again()
    {
        await using var wms = await FakeWms.StartAsync();
        wms.After = call =>
        {
            if (call.Method == "deliveryorder.create")
            {
                call.Http.Abort();
            }

            return Task.FromResult<string?>(null);
        };
        await using var hub = await OpenAsync(wms, 1);
        await hub.SucceedAsync("deliver", "wms");
        Assert.Equal(["DO-1|done|WMS-DO-1|2|"], await hub.RowsAsync(Outcomes));
        Assert.Equal(["deliveryorder.create", "deliveryorder.query"], wms.Calls);
        Assert.Equal(["1|unknown", "2|done"], await hub.RowsAsync(
            "SELECT no, outcome FROM delivery.attempt ORDER BY no"));
    }

    [Fact]
    public async Task Sends_again_what_the_partner_says_it_has_not()
    {
        await using var wms = await FakeWms.StartAsync();
        var first = true;
        wms.Before = call =>
        {
            if (call.Method == "deliveryorder.create" && first)
            {
                first = false;
                call.Http.Abort();
            }

            return Task.FromResult(call.Http.RequestAborted.IsCancellationRequested ? "" : null);
        };
        await using var hub = await OpenAsync(wms, 1);
        await hub.SucceedAsync("deliver", "wms");
        Assert.Equal(["DO-1|done|WMS-DO-1|2|"], await hub.RowsAsync(Outcomes));
        Assert.Equal(
            ["deliveryorder.create", "deliveryorder.query", "deliveryorder.create"], wms.Calls);
    }

    [Fact]
    public async Task Keeps_a_document_unknown_while_the_partner_cannot_be_asked()
    {
        await using var wms = await FakeWms.StartAsync();
        var down = true;
        wms.Before = call =>
        {
            if (down)
            {
                call.Http.Response.StatusCode = 503;
                call.Http.Response.Headers.RetryAfter = "0";
            }

            return Task.FromResult<string?>(null);
        };
        await using var hub = await OpenAsync(wms, 1);
        var run = await hub.RunAsync("deliver", "wms");
        Assert.Equal(RunStatus.Incomplete, run.Status);
        Assert.StartsWith("1 documents without a clear outcome", run.Note);
        Assert.Equal(["unknown"], await hub.RowsAsync("SELECT status FROM delivery.outbox"));
        Assert.Equal(1, wms.Creates["DO-1"]);
        down = false;
        await hub.SucceedAsync("deliver", "wms");
        Assert.Equal(2, wms.Creates["DO-1"]);
        Assert.Equal(["done"], await hub.RowsAsync("SELECT status FROM delivery.outbox"));
    }

    [Fact]
    public async Task Leaves_a_document_to_the_next_run_when_the_partner_asks_for_an_hour()
    {
        await using var wms = await FakeWms.StartAsync();
        wms.Before = call =>
        {
            call.Http.Response.StatusCode = 503;
            call.Http.Response.Headers.RetryAfter = "3600";
            return Task.FromResult<string?>(null);
        };
        await using var hub = await OpenAsync(wms, 1);
        var run = await hub.AskAsync("deliver", "wms");
        await hub.WorkAsync(run).WaitAsync(TimeSpan.FromMinutes(5));
        Assert.Equal(RunStatus.Incomplete, (await hub.FindAsync(run)).Status);
        Assert.Equal(["DO-1|unknown||1"], await hub.RowsAsync(
            "SELECT key, status, partner_number, attempts FROM delivery.outbox"));
    }

    [Fact]
    public async Task Looks_first_after_a_crash_between_sending_and_storing_the_outcome()
    {
        await using var wms = await FakeWms.StartAsync();
        await using var hub = await OpenAsync(wms, 2);
        using var crash = new CancellationTokenSource();
        wms.After = async call =>
        {
            if (call is { Method: "deliveryorder.create", Key: "DO-1" })
            {
                await crash.CancelAsync();
                await Task.Delay(200);
            }

            return null;
        };
        var run = await hub.AskAsync("deliver", "wms");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hub.WorkAsync(run, crash.Token));
        Assert.Equal(["pending", "pending"], await hub.RowsAsync("SELECT status FROM delivery.outbox"));
        Assert.Equal(["1||"], await hub.RowsAsync("SELECT no, ended_at, outcome FROM delivery.attempt"));
        wms.After = _ => Task.FromResult<string?>(null);
        await hub.ExpireLeasesAsync(run);
        await hub.WorkAsync(run);
        Assert.Equal(RunStatus.Succeeded, (await hub.FindAsync(run)).Status);
        Assert.Equal(["DO-1|done|WMS-DO-1|2|", "DO-2|done|WMS-DO-2|1|"], await hub.RowsAsync(Outcomes));
        Assert.Equal(
            ["deliveryorder.create", "deliveryorder.query", "deliveryorder.create"], wms.Calls);
        Assert.Equal(1, wms.Creates["DO-1"]);
    }

    [Fact]
    public async Task Sends_each_document_once_although_two_runs_deliver_at_once()
    {
        await using var wms = await FakeWms.StartAsync();
        wms.Before = async _ =>
        {
            await Task.Delay(10);
            return null;
        };
        await using var hub = await OpenAsync(wms, 20);
        var runs = await Task.WhenAll(Enumerable.Range(0, 2).Select(
            _ => Task.Run(() => hub.RunAsync("deliver", "wms"))));
        Assert.All(runs, run => Assert.Equal(RunStatus.Succeeded, run.Status));
        Assert.Equal(20, wms.Creates.Count);
        Assert.All(wms.Creates.Values, n => Assert.Equal(1, n));
        Assert.Equal(20, await hub.CountAsync("delivery.outbox WHERE status = 'done' AND attempts = 1"));
    }

    private async Task<TestHub> OpenAsync(FakeWms wms, int documents)
    {
        var hub = await wms.OpenHubAsync(postgres);
        var run = await hub.ImportRunAsync();
        await hub.Database.InTransactionAsync(
            async (_, transaction) =>
            {
                for (var i = 1; i <= documents; i++)
                {
                    await OutboxStore.AddAsync(
                        transaction,
                        new OutboxEntry(
                            "wms", "delivery-order", $"DO-{i}", "D001",
                            """
                            {"warehouse_code": "W1", "lines": [{"position": "1", "product_code": "P", "quantity": "2"}]}
                            """),
                        run,
                        CancellationToken.None);
                }
            },
            CancellationToken.None);
        return hub;
    }
}
