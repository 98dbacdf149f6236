using System.Globalization;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Connectors.Spreadsheets.Uploads;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Bench.Spreadsheets;

/// <summary>One row of a stock list.</summary>
internal readonly record struct StockLine(
    int Number, string Product, string Name, string Size, string Warehouse, DateOnly Day, decimal OnHand, int InTransit,
    int Reserved, string Unit, decimal Price, string Batch);

/// <summary>
/// A distributor's stock list (库存表), the same for the same seed: codes with leading zeros, days, decimals, and texts
/// that repeat.
/// </summary>
internal static class StockLines
{
    public const string Dealer = "D0001";

    public static readonly IReadOnlyList<string> Headings =
    [
        "序号", "商品编码", "商品名称", "规格", "仓库", "库存日期", "在库数量", "在途数量", "占用数量", "单位", "单价", "批次",
    ];

    private const int Products = 25_000;

    private static readonly string[] Sizes = ["500ml*24", "1L*12", "2L*8", "250g*40"];
    private static readonly string[] Warehouses = ["华东一仓", "华东二仓", "华南仓", "西南仓", "退货仓"];
    private static readonly DateOnly FirstDay = new(2026, 9, 1);
    private static readonly HashSet<string> Codes = [.. Enumerable.Range(1, Products).Select(Code)];

    public static IEnumerable<StockLine> Of(int rows)
    {
        var random = new Random(20261002);
        var codes = Enumerable.Range(1, Products).Select(Code).ToArray();
        var names = codes.Select(c => $"饮料 {c}").ToArray();
        for (var i = 0; i < rows; i++)
        {
            var product = i % Products;
            var day = FirstDay.AddDays(i / Products);
            yield return new StockLine(
                i + 1, codes[product], names[product], Sizes[product % Sizes.Length],
                Warehouses[random.Next(Warehouses.Length)], day, random.Next(0, 4_000_000) / 1000m, random.Next(500),
                random.Next(200), "箱", random.Next(100, 90_000) / 100m, $"B{day:yyMMdd}{random.Next(20):00}");
        }
    }

    /// <summary>The document that the upload makes of the row, in the order of the dataset's fields.</summary>
    public static MappedDocument Document(StockLine line) => new(
        string.Create(CultureInfo.InvariantCulture, $"{Dealer}|{line.Product}|{line.Day:yyyy-MM-dd}"),
        [
            "dealer", Dealer, line.Product, line.Day, line.OnHand, (decimal)line.Reserved, (decimal)line.InTransit,
            line.Unit,
        ],
        [],
        new Place("stock", "库存", line.Number + 1));

    private static string Code(int number) => number.ToString("0000000", CultureInfo.InvariantCulture);

    /// <summary>Knows the products of the list.</summary>
    internal sealed class Knowledge : IUploadKnowledge
    {
        public Period Period { get; } = new(2026, 10);

        public DateOnly ReceivedOn { get; } = new(2026, 11, 2);

        public bool IsProduct(string code) => Codes.Contains(code);

        public bool IsDealer(string code) => code == Dealer;
    }
}
