using DealerIntegration.Domain.Canonical;
using DealerIntegration.Worker.Tests.Pipelines.Reconcile;

namespace DealerIntegration.Worker.Tests.Pipelines.Uploads;

/// <summary>A stock list is compared with what its documents come to, and each strange count is explained.</summary>
public sealed class StockCheckTests(PostgresFixture postgres)
{
    private const string Files = "SELECT verdict, rows_in, rejected, warnings FROM raw.upload ORDER BY id";

    [Fact]
    public async Task A_count_that_differs_is_taken_with_a_warning_that_names_every_part_and_document()
    {
        await using var stage = await OpenAsync(reported: true);
        await stage.SendAsync("库存.xlsx", Tables.Stock(("2026-10-31", 95m)));
        Assert.Equal(["Accepted|1|0|1"], await stage.Hub.RowsAsync(Files));
        Assert.Equal(["95"], await stage.Hub.RowsAsync(
            "SELECT on_hand FROM canonical.stock WHERE source = 'dealer-files'"));
        Assert.Equal(0, await stage.Hub.CountAsync("ops.rejected_row"));
        var reply = stage.Reply("库存.标注.xlsx");
        Assert.Contains(
            "盘点 95 EA，推算应为 88 EA，多 7 EA。推算：2026-09-30 盘点 100 + 到货 20（SH1） − 销售出库 30（SO-1、SO-2）"
            + " − 退货 2（RT-7）。", reply);
        Assert.Contains("stock-differs", reply);
    }

    [Fact]
    public async Task A_count_within_the_tolerance_is_left_alone()
    {
        await using var stage = await OpenAsync(reported: true);
        await stage.SendAsync("stock.xlsx", Tables.Stock(("2026-10-31", 88.5m)));
        Assert.Equal(["Accepted|1|0|0"], await stage.Hub.RowsAsync(Files));
    }

    [Fact]
    public async Task The_configuration_makes_it_a_refusal()
    {
        var shipped = await File.ReadAllTextAsync(Repository.Path("config/uploads/stock.json"));
        var strict = shipped.Replace("\"severity\": \"warning\"", "\"severity\": \"error\"", StringComparison.Ordinal);
        Assert.NotEqual(shipped, strict);
        var files = new Dictionary<string, string> { ["uploads/stock.json"] = strict };
        await using var stage = await OpenAsync(reported: true, new TestConfig { Files = files });
        await stage.SendAsync("stock.xlsx", Tables.Stock(("2026-10-31", 95m)));
        Assert.Equal(["Refused|1|1|0"], await stage.Hub.RowsAsync(Files));
        Assert.Equal(["stock-differs|C"], await stage.Hub.RowsAsync("SELECT code, col FROM ops.rejected_row"));
        Assert.Equal(0, await stage.Hub.CountAsync("canonical.stock WHERE source = 'dealer-files'"));
    }

    [Theory]
    [InlineData(60, 0)]
    [InlineData(118, 0)]
    [InlineData(130, 1)]
    public async Task Without_a_report_of_movements_only_more_than_can_be_there_is_told(int counted, int warnings)
    {
        await using var stage = await OpenAsync(reported: false);
        await stage.SendAsync("stock.xlsx", Tables.Stock(("2026-10-31", counted)));
        Assert.Equal([$"Accepted|1|0|{warnings}"], await stage.Hub.RowsAsync(Files));
        if (warnings > 0)
        {
            Assert.Contains("在此之前未收到 2026-10 的出入库", stage.Reply("stock.标注.xlsx"));
        }
    }

    [Theory]
    [InlineData("a-stock.xlsx", "b-movements.xlsx")]
    [InlineData("b-stock.xlsx", "a-movements.xlsx")]
    public async Task Which_file_of_a_run_is_read_first_does_not_decide(string stock, string movements)
    {
        await using var stage = await OpenAsync(reported: false);
        stage.Put(stock, Tables.Stock(("2026-10-31", 95m)));
        stage.Put(movements, Tables.Of(
            ["经销商编码", "D001"], ["期间", "2026-10"], [],
            ["日期", "出入库类型", "商品编码", "数量", "单据号"],
            ["2026-10-08", "销售出库", "P1", 30m, "SO-1"]));
        await stage.Hub.SucceedAsync("uploads", period: DropStage.Period);
        Assert.Equal(["stock|Accepted|0", "stock-movements|Accepted|0"], await stage.Hub.RowsAsync(
            "SELECT dataset, verdict, warnings FROM raw.upload ORDER BY dataset"));

        // With both known it is looked at from both sides.
        await stage.SendAsync("again.xlsx", Tables.Stock(("2026-10-31", 95.5m)));
        Assert.Equal(["1"], await stage.Hub.RowsAsync(
            "SELECT warnings FROM raw.upload WHERE file_name = 'again.xlsx'"));
    }

    [Fact]
    public async Task A_first_count_has_nothing_to_be_compared_with()
    {
        await using var stage = await DropStage.OpenAsync(postgres);
        await stage.SendAsync("stock.xlsx", Tables.Stock(("2026-10-31", 9_999m)));
        Assert.Equal(["Accepted|1|0|0"], await stage.Hub.RowsAsync(Files));
    }

    private async Task<DropStage> OpenAsync(bool reported, TestConfig? config = null)
    {
        var stage = await DropStage.OpenAsync(postgres, config);
        await stage.Hub.SeedAsync(Datasets.Stock, Goods.Count("D001", 0, 100m));
        await stage.Hub.SeedAsync(
            Datasets.Shipments,
            Goods.Shipment("SH0", "D001", null, 50m, -5, -2),
            Goods.Shipment("SH1", "D001", null, 21m, 3, 5, received: 20m),
            Goods.Shipment("SH2", "D002", null, 70m, 3, 5));
        await stage.Hub.SeedAsync(
            Datasets.Invoices, Goods.Invoice("RT-7", "D001", null, null, 2m, 10m, 20, kind: "return"));
        if (reported)
        {
            await stage.Hub.SeedAsync(Datasets.StockMovements, Goods.Movements(
                "D001", ("sell_through", 8, 18m, null, "SO-1"), ("sell_through", 9, 12m, null, "SO-2"),
                ("return", 18, 2m, null, "RT-7")));
        }

        return stage;
    }
}
