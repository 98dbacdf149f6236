namespace DealerIntegration.Worker.Tests.Pipelines.Uploads;

/// <summary>A dealer's report of sales stands beside its report of movements: neither replaces the other.</summary>
public sealed class MovementReportTests(PostgresFixture postgres)
{
    private const string Counted =
        """
        SELECT l.kind, sum(l.quantity) FROM canonical.counted_stock_movements(9223372036854775806) m
          JOIN canonical.stock_movement_line l ON l.seq = m.seq GROUP BY l.kind ORDER BY l.kind
        """;

    private const string Kept =
        "SELECT key FROM canonical.stock_movement WHERE until_seq = 9223372036854775807 ORDER BY key COLLATE \"C\"";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whichever_comes_first_both_are_kept_and_each_is_counted_once(bool salesFirst)
    {
        await using var stage = await DropStage.OpenAsync(postgres);
        var files = new[] { ("动销.xlsx", Sales(30m)), ("出入库.xlsx", Movements("报损", 2m)) };
        foreach (var (name, content) in salesFirst ? files : [.. files.Reverse()])
        {
            await stage.SendAsync(name, content);
        }

        Assert.Equal(["D001|2026-10|", "D001|2026-10|sell-through"], await stage.Hub.RowsAsync(Kept));
        Assert.Equal(["loss|2", "sell_through|30"], await stage.Hub.RowsAsync(Counted));

        // A later file of one kind replaces the earlier one of its kind alone.
        await stage.SendAsync("动销 新.xlsx", Sales(31m));
        Assert.Equal(["loss|2", "sell_through|31"], await stage.Hub.RowsAsync(Counted));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Sales_that_stand_in_both_are_counted_once_and_the_dealer_is_told(bool salesFirst)
    {
        await using var stage = await DropStage.OpenAsync(postgres);
        var files = new[] { ("动销.xlsx", Sales(30m)), ("出入库.xlsx", Movements("销售出库", 29m)) };
        foreach (var (name, content) in salesFirst ? files : [.. files.Reverse()])
        {
            await stage.SendAsync(name, content);
        }

        Assert.Equal(["D001|2026-10|", "D001|2026-10|sell-through"], await stage.Hub.RowsAsync(Kept));
        Assert.Equal(["sell_through|29"], await stage.Hub.RowsAsync(Counted));
        Assert.Contains(
            "以出入库为准", stage.Reply(salesFirst ? "出入库.回执.xlsx" : "动销.回执.xlsx"));
    }

    private static byte[] Sales(decimal quantity) => Tables.Of(
        ["期间", "2026-10"], [], ["销售日期", "商品编码", "销售数量", "单据号"], ["2026-10-08", "P1", quantity, "SO-1"]);

    private static byte[] Movements(string kind, decimal quantity) => Tables.Of(
        ["期间", "2026-10"], [], ["日期", "出入库类型", "商品编码", "数量", "单据号"],
        ["2026-10-09", kind, "P1", quantity, "CK-1"]);
}
