using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Domain.Canonical;
using DealerIntegration.Domain.Orders;
using DealerIntegration.Worker.Commands;
using DealerIntegration.Worker.Storage;
using DealerIntegration.Worker.Tests.Commands;

namespace DealerIntegration.Worker.Tests.Pipelines.Orders;

/// <summary>The stock of warehouses: the last list, and what was reported since.</summary>
public sealed class WarehouseStockTests(PostgresFixture postgres)
{
    private const string Zone = "Asia/Shanghai";

    private static readonly DateOnly Monday = new(2024, 11, 4);

    [Fact]
    public async Task What_a_warehouse_reports_after_its_list_changes_what_can_be_promised_once()
    {
        await using var hub = await TestHub.OpenAsync(postgres);
        await hub.SeedAsync(
            Datasets.Stock, Stock("WH1", "A", Monday, 20m, 5m), Stock("WH1", "A", Monday.AddDays(-1), 99m, 0m),
            Stock("WH2", "A", Monday, 7m, 0m));
        Assert.Equal("WH1 A 15, WH2 A 7", await AvailableAsync(hub));

        var loss = Report("stock_change", "M-1", "CK-1", "WH1", Monday.AddDays(1), ("A", -3m, "ZP"));
        await hub.SeedAsync(
            WarehouseDatasets.Reports,
            loss,
            Report("stock_change", "M-0", "CK-0", "WH1", Monday, ("A", -9m, null)),
            Report("stock_change", "M-2", "CK-2", "WH1", Monday.AddDays(1), ("A", 4m, "CC")),
            Report("entry", "M-3", "EN-1", "WH1", Monday.AddDays(1), ("A", 10m, null), ("B", 6m, "ZP")),
            Report("stock_change", "M-4", "EN-1", "WH1", Monday.AddDays(1), ("A", 10m, null)),
            Report("delivery", "M-5", "DO-1", "WH1", Monday.AddDays(1), ("A", 5m, null)),
            Report("stock_change", "M-6", "DO-1", "WH1", Monday.AddDays(1), ("A", -5m, null)));
        Assert.Equal("WH1 A 22, WH1 B 6, WH2 A 7", await AvailableAsync(hub));

        // The same message by way of another connector.
        await SeedFromAsync(hub, "relay", loss);
        Assert.Equal("WH1 A 22, WH1 B 6, WH2 A 7", await AvailableAsync(hub));

        // The next list knows all of it.
        await hub.SeedAsync(Datasets.Stock, Stock("WH1", "A", Monday.AddDays(1), 22m, 0m));
        Assert.Equal("WH1 A 22, WH2 A 7", await AvailableAsync(hub));
    }

    [Fact]
    public async Task A_list_and_the_reports_since_make_the_next_list_or_the_difference_is_named()
    {
        await using var hub = await TestHub.OpenAsync(postgres);
        Assert.StartsWith("No warehouse has two", await SaidAsync(hub), StringComparison.Ordinal);
        await hub.SeedAsync(
            Datasets.Stock, Stock("WH1", "A", Monday, 20m, 0m), Stock("WH1", "B", Monday, 8m, 0m),
            Stock("WH1", "A", Monday.AddDays(1), 18m, 0m), Stock("WH1", "B", Monday.AddDays(1), 7m, 0m),
            Stock("WH1", "C", Monday.AddDays(1), 1m, 0m));
        await hub.SeedAsync(
            WarehouseDatasets.Reports,
            Report("delivery", "M-1", "DO-1", "WH1", Monday.AddDays(1), ("A", 5m, null)),
            Report("return", "M-2", "EN-1", "WH1", Monday.AddDays(1), ("A", 4m, null)),
            Report("stock_change", "M-3", "CK-1", "WH1", Monday.AddDays(1), ("A", -1m, null)),
            Report("stock_change", "M-4", "CK-2", "WH1", Monday.AddDays(2), ("A", -7m, null)));
        var said = await SaidAsync(hub, "--all");
        Assert.StartsWith("1 of 3 products fit.", said, StringComparison.Ordinal);
        foreach (var line in new[]
        {
            "Fits            20 on 2024-11-04 − 5 shipped + 4 received − 1 changed = 18; counted 18 on 2024-11-05",
            "UnreportedLoss  8 on 2024-11-04 = 8; counted 7 on 2024-11-05: − 1",
            "UnreportedGain  0 on 2024-11-04 = 0; counted 1 on 2024-11-05: + 1",
        })
        {
            Assert.Contains(line, said, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("Fits  ", await SaidAsync(hub), StringComparison.Ordinal);
        Assert.StartsWith("No warehouse", await SaidAsync(hub, "--warehouse", "WH9"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_accepted_order_tells_the_warehouse_the_receiver_and_its_reply_what_has_left()
    {
        await using var hub = await TestHub.OpenAsync(postgres);
        await hub.SeedAsync(Datasets.Dealers, Documents.Of(
            Datasets.Dealers,
            [
                ("code", "D001"), ("name", "宏达"), ("currency", "CNY"), ("tier", "T0"), ("credit_limit", 1000m),
                ("contact_phone", "139"), ("province", "江苏省"), ("city", "南京市"), ("address", "中山路1号"),
            ]));
        await hub.SeedAsync(Datasets.Products, Documents.Of(
            Datasets.Products, [("code", "A"), ("name", "A"), ("unit", "EA"), ("list_price", 10m), ("tax_rate", 0m)]));
        await hub.SeedAsync(Datasets.Stock, Stock("WH1", "A", Monday, 20m, 0m));
        await hub.SeedAsync(Datasets.DealerOrders, Documents.Of(
            Datasets.DealerOrders, [("number", "N-1"), ("dealer_code", "D001"), ("order_date", Monday)],
            [("position", "1"), ("product_code", "A"), ("quantity", 6m)]));
        await hub.SucceedAsync("answer-orders");
        Assert.Equal(
            ["宏达|139|江苏省|南京市|中山路1号|7.00|6"],
            await hub.RowsAsync(
                """
                SELECT r ->> 'name', r ->> 'contact_phone', r ->> 'province', r ->> 'city', r ->> 'address',
                       payload #>> '{lines,0,unit_price}', payload #>> '{lines,0,quantity}'
                  FROM delivery.outbox, lateral (SELECT payload -> 'receiver' AS r) x WHERE kind = 'delivery-order'
                """));

        await hub.SeedAsync(Datasets.Deliveries, Documents.Of(
            Datasets.Deliveries, [("number", "DO-D001-N-1-WH1"), ("status", "PARTDELIVERED")],
            [("order_position", "1"), ("product_code", "A"), ("quantity", 4m)]));
        var line = Assert.Single(await hub.Database.InTransactionAsync(
            (_, transaction) => OrderReplyStore.LinesAsync(
                transaction, "D001", hub.Get<Worker.Pipelines.BusinessDay>(), CancellationToken.None),
            CancellationToken.None));
        Assert.Equal(
            (4m, "部分完成", "PARTDELIVERED"), (line.Shipped!.Value, line.Fulfilment!.Chinese, line.WmsStatus));
        await hub.SucceedAsync("reply-orders");
    }

    private static MappedDocument Stock(string place, string product, DateOnly day, decimal onHand, decimal reserved) =>
        Documents.Of(
            Datasets.Stock,
            [
                ("place_kind", "warehouse"), ("place_code", place), ("product_code", product), ("as_of", day),
                ("on_hand", onHand), ("reserved", reserved),
            ]);

    // At ten in the morning in Shanghai.
    private static MappedDocument Report(
        string kind, string id, string document, string warehouse, DateOnly day,
        params (string Product, decimal Quantity, string? StockKind)[] lines) => Documents.Of(
        WarehouseDatasets.Reports,
        [
            ("report_id", id), ("kind", kind), ("document_number", document), ("warehouse_code", warehouse),
            ("reported_at", new DateTimeOffset(day.ToDateTime(new TimeOnly(2, 0)), TimeSpan.Zero)),
        ],
        [
            .. lines.Select((l, i) => new (string, object?)[]
            {
                ("position", $"{i + 1}"), ("product_code", l.Product), ("quantity", l.Quantity),
                ("stock_kind", l.StockKind),
            }),
        ]);

    private static async Task SeedFromAsync(TestHub hub, string source, MappedDocument document)
    {
        var run = await hub.ImportRunAsync();
        await hub.Database.InTransactionAsync(
            (_, transaction) => CanonicalStore.UpsertAsync(
                transaction, WarehouseDatasets.Reports, source, run, [document], CancellationToken.None),
            CancellationToken.None);
    }

    private static async Task<string> AvailableAsync(TestHub hub)
    {
        var rules = Connectors.Configuration.ConfigFile.Load<OrderRules>(Repository.Path("config/pricing.json"));
        var context = await hub.Database.InTransactionAsync(
            async (_, transaction) => await OrderContextStore.LoadAsync(
                transaction, rules, Zone, await Watermark.FixAsync(transaction), CancellationToken.None),
            CancellationToken.None);
        return string.Join(", ", context.Available
            .OrderBy(a => (a.Key.Warehouse, a.Key.Product))
            .Select(a => $"{a.Key.Warehouse} {a.Key.Product} {a.Value:0}"));
    }

    private static async Task<string> SaidAsync(TestHub hub, params string[] options)
    {
        var (code, said) = await hub.TypeAsync(OrdersCommand.Create(), ["orders", "stock", .. options]);
        Assert.True(code == 0, said);
        return said;
    }
}
