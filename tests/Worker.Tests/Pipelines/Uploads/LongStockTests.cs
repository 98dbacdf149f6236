using System.Globalization;
using System.Text;
using DealerIntegration.Domain.Canonical;
using DealerIntegration.Worker.Tests.Pipelines.Reconcile;

namespace DealerIntegration.Worker.Tests.Pipelines.Uploads;

/// <summary>A stock list is checked and told of in the same way, however long it is.</summary>
public sealed class LongStockTests(PostgresFixture postgres)
{
    // Beyond what the library that marks workbooks may open.
    private const int Long = 50_100;

    private const string Files = "SELECT verdict, rows_in, rejected, warnings FROM raw.upload ORDER BY id";

    [Theory]
    [InlineData(2)]
    [InlineData(Long)]
    public async Task A_strange_count_is_told_with_its_parts_wherever_it_stands(int rows)
    {
        await using var stage = await OpenAsync(rows);
        await stage.SendAsync("list.csv", List(rows, strange: 95));
        Assert.Equal([$"Accepted|{rows}|0|1"], await stage.Hub.RowsAsync(Files));
        Assert.Contains(
            "盘点 95 EA，推算应为 100 EA，少 5 EA。推算：2026-09-30 盘点 100", stage.Reply("list.标注.xlsx"));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(Long)]
    public async Task Where_it_is_an_error_that_row_is_left_out_and_the_others_are_taken(int rows)
    {
        var shipped = await File.ReadAllTextAsync(Repository.Path("config/uploads/stock.json"));
        var strict = shipped.Replace("\"severity\": \"warning\"", "\"severity\": \"error\"", StringComparison.Ordinal);
        var files = new Dictionary<string, string> { ["uploads/stock.json"] = strict };
        await using var stage = await OpenAsync(rows, new TestConfig { Files = files });
        await stage.SendAsync("list.csv", List(rows, strange: 95));
        Assert.Equal([$"AcceptedWithRejects|{rows}|1|0"], await stage.Hub.RowsAsync(Files));
        Assert.Equal(["stock-differs"], await stage.Hub.RowsAsync("SELECT code FROM ops.rejected_row"));
        Assert.Equal(rows - 1, await stage.Hub.CountAsync("canonical.stock WHERE source = 'dealer-files'"));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(Long)]
    public async Task What_changes_and_what_came_before_is_told(int rows)
    {
        await using var stage = await OpenAsync(rows);
        await stage.SendAsync("list.csv", List(rows, strange: 100));
        await stage.SendAsync("again.csv", [.. List(rows, strange: 100), (byte)'\n']);
        await stage.SendAsync("new.csv", List(rows, strange: 101));
        Assert.Equal(["|", "1|", "|"], await stage.Hub.RowsAsync("SELECT same_as, '' FROM raw.upload ORDER BY id"));
        Assert.Contains("此前已在文件“list.csv”", stage.Reply("new.回执.xlsx"));
        Assert.Contains("改动：在库数量 100 → 101。", stage.Reply("new.回执.xlsx"));
    }

    private async Task<DropStage> OpenAsync(int products, TestConfig? config = null)
    {
        var stage = await DropStage.OpenAsync(postgres, config);
        await stage.Hub.SeedAsync(
            Datasets.Products, [.. Enumerable.Range(1, products).Select(i => Documents.Product($"P{i}"))]);
        await stage.Hub.SeedAsync(Datasets.Stock, Goods.Count("D001", 0, 100m));
        await stage.Hub.SeedAsync(Datasets.StockMovements, Goods.Movements("D001"));
        return stage;
    }

    // P1, of which a count is known, stands last.
    private static byte[] List(int rows, int strange)
    {
        var text = new StringBuilder("商品编码,库存日期,在库数量,单位\n");
        for (var i = rows; i > 1; i--)
        {
            text.Append(CultureInfo.InvariantCulture, $"P{i},2026-10-31,7,EA\n");
        }

        return Encoding.UTF8.GetBytes($"{text}P1,2026-10-31,{strange},EA\n");
    }
}
