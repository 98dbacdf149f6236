using System.Text.Json;
using DealerIntegration.Domain.Canonical;
using DealerIntegration.Worker.Jobs;
using static DealerIntegration.Worker.Tests.Pipelines.Reconcile.Goods;

namespace DealerIntegration.Worker.Tests.Pipelines.Reconcile;

/// <summary>Counts and movements of a month, from canonical rows to a book for each product.</summary>
public sealed class StockTests(PostgresFixture postgres)
{
    private const string Period = "2026-10";

    [Fact]
    public async Task Explains_the_count_of_each_product_by_documents_and_leaves_the_rest_open()
    {
        await using var hub = await SeededAsync();
        var run = await hub.SucceedAsync("reconcile-stock", period: Period);
        Assert.Equal(
            ["D001|P1 EA|green|100|117|107|-10|0", "D002|P1 EA|open|50|40|43|3|-2"],
            await hub.RowsAsync(Heads(run)));
        Assert.Equal(
            [
                "D001|P1 EA|Quantity|S1|-2|S1", "D001|P1 EA|InTransitAtCutOff|S2|-8|S2",
                "D002|P1 EA|NotBookedByUs|D001/2026-10/2|5|T-1",
            ],
            await hub.RowsAsync(Breaks(run)));
        using var counts = JsonDocument.Parse((await hub.FindAsync(run.Id)).Counts);
        Assert.Equal(
            ["D002 P1 EA -2.00"],
            counts.RootElement.GetProperty("unexplained").EnumerateArray().Select(e => e.GetString()));
    }

    [Fact]
    public async Task Comes_out_the_same_when_it_is_run_again()
    {
        await using var hub = await SeededAsync();
        var first = await hub.SucceedAsync("reconcile-stock", period: Period);
        var again = await hub.SucceedAsync("reconcile-stock", period: Period);
        Assert.Equal(
            await hub.RowsAsync(Heads(first)),
            await hub.RowsAsync(Heads(again)));
        Assert.Equal(
            await hub.RowsAsync(Breaks(first)),
            await hub.RowsAsync(Breaks(again)));
    }

    [Fact]
    public async Task Carries_goods_under_way_into_the_next_month_and_takes_no_item_of_a_ledger()
    {
        await using var hub = await OpenAsync();
        await hub.SeedAsync(Datasets.Invoices, Documents.Invoice("R1", "D001", Day(-5), 70m));
        await hub.SeedAsync(Datasets.Ledger, Documents.Ledger("D001", "2026-09", 0m, 0m));
        await hub.RunAsync("reconcile", period: "2026-09");
        await hub.SeedAsync(Datasets.Shipments, Shipment("S0", "D001", "SO1", 8m, -1, 2));
        await hub.SeedAsync(Datasets.Stock, Count("D001", 0, 100m), Count("D001", 31, 108m));
        await hub.SeedAsync(Datasets.StockMovements, Movements("D001"));
        var run = await hub.SucceedAsync("reconcile-stock", period: Period);
        Assert.Equal(["D001|P1 EA|green|108|108|108|0|0"], await hub.RowsAsync(Heads(run)));
    }

    [Fact]
    public async Task Leaves_the_open_items_of_the_ledgers_to_the_ledgers()
    {
        await using var hub = await OpenAsync();
        await hub.SeedAsync(Datasets.Invoices, Documents.Invoice("R1", "D001", Day(-5), 70m));
        await hub.SeedAsync(
            Datasets.Ledger, Documents.Ledger("D001", "2026-09", 0m, 0m), Documents.Ledger("D001", Period, 0m, 70m,
                ("invoice", "R1", Day(3), 70m)));
        await hub.RunAsync("reconcile", period: "2026-09");
        await hub.SeedAsync(Datasets.Stock, Count("D001", -30, 1m), Count("D001", 0, 1m));
        await hub.RunAsync("reconcile-stock", period: "2026-09");
        var run = await hub.SucceedAsync("reconcile", period: Period);
        Assert.Equal(["D001|CNY|green|70|70|70|0|0"], await hub.RowsAsync(Heads(run)));
    }

    [Fact]
    public async Task Is_incomplete_for_a_dealer_with_goods_and_no_count_or_report()
    {
        await using var hub = await OpenAsync();
        await hub.SeedAsync(Datasets.Shipments, Shipment("S1", "D001", "SO1", 40m, 5, 6));
        await hub.SeedAsync(Datasets.Stock, Count("D002", 0, 5m), Count("D002", 31, 5m));
        var upload = await hub.ImportRunAsync();
        await hub.ExecuteAsync(
            $"""
            INSERT INTO raw.upload (dealer_code, file_name, sha256, body, run_id, period, dataset, verdict, reason)
            VALUES ('D002', '出入库.xlsx', 'x', '', {upload}, '{Period}', 'stock-movements', 'Refused', 'no type')
            """);
        var run = await hub.RunAsync("reconcile-stock", period: Period);
        Assert.Equal(RunStatus.Incomplete, run.Status);
        Assert.Equal(
            [
                "D001|no stock list of 2026-09-30 was taken; no stock list of 2026-10-31 was taken; "
                    + "no report of movements of 2026-10 was taken. Ask the dealer for it.",
                "D002|no report of movements of 2026-10 was taken. Ask the dealer for it. "
                    + "出入库.xlsx was refused: no type",
            ],
            await hub.RowsAsync(
                "SELECT dealer_code, note FROM result.reconciliation WHERE status = 'incomplete' ORDER BY 1"));
    }

    [Fact]
    public async Task Says_what_to_do_about_a_kind_of_movement_that_does_not_exist()
    {
        await using var hub = await OpenAsync();
        await hub.SeedAsync(Datasets.StockMovements, Movements("D001", ("vanished", 3, 1m, null, null)));
        var run = await hub.RunAsync("reconcile-stock", period: Period);
        Assert.Equal((RunStatus.Failed, "configuration"), (run.Status, run.ErrorKind));
        Assert.Contains("'vanished'; map it to sell_through", run.Error);
    }

    // D001 received 38 of 40 and has 8 under way; D002 does not report what D001 sent it, and lost 2 in silence.
    private async Task<TestHub> SeededAsync()
    {
        var hub = await OpenAsync();
        await hub.SeedAsync(
            Datasets.Stock, Count("D001", 0, 100m), Count("D001", 31, 107m), Count("D002", 0, 50m),
            Count("D002", 31, 43m));
        await hub.SeedAsync(
            Datasets.Shipments, Shipment("S1", "D001", "SO1", 40m, 5, 6, 38m),
            Shipment("S2", "D001", "SO1", 8m, 30, null));
        await hub.SeedAsync(Datasets.Invoices, Invoice("RT1", "D001", null, null, -3m, 10m, 12, "return"));
        await hub.SeedAsync(
            Datasets.StockMovements,
            Movements(
                "D001", ("sell_through", 20, 20m, null, "X1"), ("transfer_out", 21, 5m, "D002", "T-1"),
                ("return", 11, 3m, null, "RT1"), ("loss", 22, 4m, null, null), ("gain", 31, 1m, null, null)),
            Movements("D002", ("sell_through", 20, 10m, null, "X2")));
        return hub;
    }

    private static string Heads(Run run) =>
        $"""
        SELECT dealer_code, currency, status, our_opening, our_closing, their_closing, difference, residual
          FROM result.reconciliation WHERE run_id = {run.Id} ORDER BY dealer_code, currency
        """;

    private static string Breaks(Run run) =>
        $"""
        SELECT dealer_code, currency, cause, coalesce(our_id, their_id), effect, documents
          FROM result.break WHERE run_id = {run.Id} ORDER BY dealer_code, no
        """;

    private async Task<TestHub> OpenAsync()
    {
        var hub = await TestHub.OpenAsync(postgres);
        await hub.SeedAsync(Datasets.Dealers, Documents.Dealer("D001"), Documents.Dealer("D002"));
        await hub.SeedAsync(Datasets.Products, Documents.Product("P1"));
        return hub;
    }
}
