namespace DealerIntegration.Connectors.Tests.Spreadsheets.Recognition;

/// <summary>
/// Tables in which nothing tells one column from another: whatever their shape, no column is ever chosen.
/// </summary>
public class NeverGuessesTests
{
    private static readonly string[] Nothing =
        ["甲", "乙", "丙", "栏一", "栏二", "x", "col1", "字段3", "数据", "A类", "值", "一号", "其他数", "note 7"];

    private static readonly string[] Other =
        ["上月库存", "安全库存", "预计库存数量", "生产日期2", "期初结存", "最低库存", "Opening stock", "Safety stock", "去年库存"];

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, 120)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_quantity_is_asked_for_where_no_heading_and_no_value_tells_it(int seed)
    {
        var random = new Random(seed);
        var pool = seed % 2 == 0 ? Nothing : Other;
        var numbers = random.GetItems(pool, 1 + random.Next(4)).Distinct().ToList();
        var heads = numbers.Prepend("库存日期").Prepend("商品编码").ToArray();
        var lines = Enumerable.Range(1, 3 + random.Next(6)).Select(i => heads.Select(h => h switch
        {
            "商品编码" => $"P-{i:0000}",
            "库存日期" => "2026-10-31",
            _ => $"{random.Next(500)}",
        })).Prepend(heads).Select(row => row.ToArray()).ToList();
        var order = Enumerable.Range(0, heads.Length).ToArray();
        random.Shuffle(order);

        var found = Sheets.Find(null, [.. lines.Select(row => string.Join('|', order.Select(i => row[i])))]);

        Assert.Contains(found.Problems, p => p.Finding.Code is "ask-column" or "missing-column");
        Assert.DoesNotContain(found.Problems, p => p.Heading is "商品编码" or "库存日期");
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_day_is_asked_for_where_several_columns_hold_days(int seed)
    {
        var random = new Random(seed);
        var days = random.GetItems(Nothing, 2 + random.Next(2)).Distinct().ToList();
        if (days.Count < 2)
        {
            return;
        }

        var lines = Enumerable.Range(1, 4).Select(i => string.Join('|',
            days.Select(_ => $"2026-10-{1 + random.Next(28):00}").Append($"P-{i:0000}").Append($"{i}")));

        var found = Sheets.Find(null, [string.Join('|', days.Append("商品编码").Append("库存")), .. lines]);

        var question = Assert.Single(found.Problems, p => p.Finding.Code == "ask-column");
        Assert.All(days, d => Assert.Contains($"“{d}”", question.Finding.Message.Chinese, StringComparison.Ordinal));
    }
}
