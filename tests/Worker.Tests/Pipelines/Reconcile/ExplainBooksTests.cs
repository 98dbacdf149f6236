using DealerIntegration.Domain.Canonical;
using DealerIntegration.Worker.Commands;
using static DealerIntegration.Worker.Tests.Pipelines.Reconcile.Goods;

namespace DealerIntegration.Worker.Tests.Pipelines.Reconcile;

/// <summary>What <c>hub explain</c> says of goods: of a count, and of invoices against receipts.</summary>
public sealed class ExplainBooksTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Tells_a_count_by_what_came_and_went()
    {
        await using var hub = await OpenAsync();
        await hub.SeedAsync(Datasets.Stock, Count("D001", 0, 100m), Count("D001", 31, 110m));
        await hub.SeedAsync(Datasets.Shipments, Shipment("S1", "D001", "SO1", 40m, 5, 6, 38m));
        await hub.SeedAsync(
            Datasets.StockMovements,
            Movements("D001", ("sell_through", 20, 20m, null, "X1"), ("loss", 22, 4m, null, "L1")));
        await hub.SucceedAsync("reconcile-stock", period: "2026-10");

        var (_, said) = await hub.SayAsync("balance", "--books", "stock", "--dealer", "D001");
        Assert.Contains("D001 2026-10, stock, P1 EA: open; run ", said);
        Assert.Matches(@"expected\s+counted", said);
        Assert.Matches(@"Opening\s+100\s+100\n", said);
        Assert.Matches(@"Sell-in\s+40\s+38\n", said);
        Assert.Matches(@"Sell-through\s+-20\s+-20\n", said);
        Assert.Matches(@"Loss\s+-4\s+-4\n", said);
        Assert.Matches(@"Not on any document\s+–\s+-4\n", said);
        Assert.Matches(@"Closing\s+116\s+110\n", said);
        Assert.Matches(@"Quantity\s+1 item\s+-2\n", said);
        Assert.Matches(@"Residual \(difference − causes\)\s+-4\n", said);

        (_, said) = await hub.SayAsync("break", "--books", "stock", "--dealer", "D001", "--book", "P1");
        Assert.Matches(@"expected\s+S1  Sell-in  S1  2026-10-05  40\n", said);
        Assert.Matches(@"counted\s+S1  Sell-in  S1  2026-10-06  38\n", said);
        (_, said) = await hub.SayAsync("match", "--books", "stock", "--dealer", "D001", "--of", "S1");
        Assert.Contains("rules stock version", said);
        Assert.Equal(
            HubCommand.Wrong,
            (await hub.SayAsync("balance", "--books", "stock", "--dealer", "D001", "--book", "P9")).Code);
    }

    [Fact]
    public async Task Tells_an_invoice_by_order_and_receipt_with_its_three_checks()
    {
        await using var hub = await OpenAsync();
        await hub.SeedAsync(Datasets.Orders, Order("SO1", "D001", 5m, 7500m));
        await hub.SeedAsync(Datasets.Shipments, Shipment("S1", "D001", "SO1", 5m, 5, 6));
        await hub.SeedAsync(Datasets.Invoices, Goods.Invoice("R1", "D001", "SO1", "S1", 5m, 7540m, 6));
        await hub.SucceedAsync("reconcile-three-way", period: "2026-10");

        var (_, said) = await hub.SayAsync("balance", "--books", "threeWay", "--dealer", "D001");
        Assert.Matches(@"invoiced\s+received", said);
        Assert.Matches(@"Invoice\s+37700\.00\s+–", said);
        Assert.Matches(@"Receipt at the order's price\s+–\s+37500\.00", said);

        (_, said) = await hub.SayAsync("break", "--books", "threeWay", "--dealer", "D001");
        Assert.Contains("Unequal, UnitPrice, -200.00, tolerated: nobody has to act", said);
        Assert.Contains("check of price: 7540.00 − 7500.00 = 40.00 (0.5333 %), allowed 1 %: pass", said);
        Assert.Equal(HubCommand.Wrong, (await hub.SayAsync("balance", "--dealer", "D001")).Code);
    }

    private async Task<TestHub> OpenAsync()
    {
        var hub = await TestHub.OpenAsync(postgres);
        await hub.SeedAsync(Datasets.Dealers, Documents.Dealer("D001"));
        await hub.SeedAsync(Datasets.Products, Documents.Product("P1"));
        return hub;
    }
}
