using ClosedXML.Excel;
using DealerIntegration.Connectors.Spreadsheets;
using DealerIntegration.Connectors.Spreadsheets.Results;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Connectors.Tests.Spreadsheets;

/// <summary>What a dealer reads about its rebates, computed again by the workbook's own formulas.</summary>
public class RebateWorkbookTests
{
    private static readonly Rounding Tenth = new(RoundingMode.HalfEven, 10);

    [Fact]
    public void The_first_page_says_what_is_paid_by_currency_and_why()
    {
        using var workbook = Open(RebateSamples.Settlement());
        var page = workbook.Worksheet(1);

        Assert.Equal((12000.10m, 150m, 50m, 100m), Figures(page, "RB-Q4"));
        Assert.Equal((13m, 613m, 700m, -87m), Figures(page, "RB-ITEM"));
        Assert.Equal("一致 agrees", Row(page, "RB-Q4").Cell(11).GetString());
        Assert.Equal("一致 agrees", Row(page, "RB-ITEM").Cell(11).GetString());
        Assert.Equal(100m, Number(Row(page, "合计 Total CNY").Cell(8)));
        Assert.Equal(-87m, Number(Row(page, "合计 Total JPY").Cell(8)));
        Assert.Contains("达到第 3 档，应得 150 CNY；此前已入账 50，本次应付 100。", Texts(page));
        Assert.Contains("本次追回 87。", Texts(page));
        Assert.Contains("再有 7,999.90 即达第 4 档（20,000），约可多得 159.998 CNY。", Texts(page));
        Assert.Contains("自 2026-09 结算以来：新增单据 2 张 +87.50，重新分摊单据 1 张 +12.50；合计 +100。", Texts(page));
    }

    [Fact]
    public void Tiers_multiply_and_the_rest_of_the_way_to_what_is_earned_is_shown()
    {
        using var workbook = Open(RebateSamples.Settlement());
        var sheet = workbook.Worksheet("政策1 Policy 1");

        Assert.Equal(60m, Number(Row(sheet, "第 2 档").Cell(6)));
        Assert.Equal(150.002m, Number(Row(sheet, "阶梯合计").Cell(6)));
        Assert.Equal(-0.002m, Number(Row(sheet, "调节、分摊与舍入").Cell(6)));
        Assert.Contains("1. 基数：开票明细 3 行", Texts(sheet));
        Assert.DoesNotContain("Basis: 3 invoiced lines", Texts(sheet));
        using var english = Books.Open(RebateWorkbook.Write(RebateSamples.Settlement(), ReplyLanguage.English));
        Assert.Contains("1. Basis: 3 invoiced lines", Texts(english.Worksheet("政策1 Policy 1")));
    }

    [Fact]
    public void Goods_in_kind_stand_with_what_was_given_before()
    {
        using var workbook = Open(RebateSamples.Settlement());
        var row = workbook.Worksheet("政策2 Policy 2").RowsUsed()
            .Single(r => r.Cell(1).GetString() == "P-0001" && r.Cell(4).HasFormula && r.Cell(5).IsEmpty());
        Assert.Equal((12m, 10m, 2m), (Number(row.Cell(2)), Number(row.Cell(3)), Number(row.Cell(4))));
        Assert.Contains("货补 P-0001：应得 12，此前已给 10，本次 2。", Texts(workbook.Worksheet(1)));
    }

    [Fact]
    public void Each_line_shows_its_exact_share_beside_the_rounded_one()
    {
        using var workbook = Open(RebateSamples.Settlement());
        var sheet = workbook.Worksheet("明细1 Lines 1");
        var row = sheet.RowsUsed().Single(r => r.Cell(2).GetString() == "90000012");

        Assert.Equal(Tenth.Apply(5000.10m * 150m / 12000.10m), Number(row.Cell(6)));
        Assert.Equal(62.50m, Number(row.Cell(7)));
        Assert.Equal("一致 agrees", sheet.Cell("G2").GetString());
        Assert.Equal((12000.10m, 150m), (Number(Row(sheet, "合计").Cell(5)), Number(Row(sheet, "合计").Cell(7))));
    }

    [Fact]
    public void Shares_that_follow_no_rate_are_listed_without_one()
    {
        using var workbook = Open(RebateSamples.Settlement());
        var sheet = workbook.Worksheet("明细2 Lines 2");

        Assert.Contains("分摊不按基数比例", Texts(sheet));
        Assert.Equal((13m, 613m), (Number(Row(sheet, "合计").Cell(5)), Number(Row(sheet, "合计").Cell(6))));
    }

    [Fact]
    public void Changes_add_up_from_what_was_earned_then_to_what_is_earned_now()
    {
        using var workbook = Open(RebateSamples.Settlement());
        var sheet = workbook.Worksheet("变化 Changes");

        Assert.Equal(100m, Number(Row(sheet, "应得").Cell(9)));
        Assert.Contains("Z-77 2026-10-09 +5,650.11", Texts(sheet));
        Assert.Equal("一致 agrees", Row(sheet, "核对").Cell(8).GetString());
    }

    [Fact]
    public void Whatever_does_not_add_up_says_so()
    {
        var policy = RebateSamples.Stepped();
        var lines = policy.Lines.ToList();
        lines[0] = lines[0] with { Share = 62.60m };
        lines[1] = lines[1] with { Share = 99.90m };
        Assert.Equal("不一致 differs", Check(policy with { Earned = 150.01m }));
        Assert.Equal("不一致 differs", Check(policy with { Basis = 12000m }));
        Assert.Equal("不一致 differs", ChangesCheck(policy with { Changes = policy.Changes! with { Earned = 49m } }));

        // The shares were moved between two lines: their sum still holds, but they follow no rate any more.
        using var workbook = Open(RebateSamples.Settlement() with { Policies = [policy with { Lines = lines }] });
        Assert.Contains("分摊不按基数比例", Texts(workbook.Worksheet("明细1 Lines 1")));
    }

    [Fact]
    public void What_is_paid_at_the_end_of_the_period_is_not_payable_before()
    {
        var waiting = RebateSamples.Stepped() with { IsDue = false, PostedBefore = 0m, Changes = null };
        using var workbook = Open(RebateSamples.Settlement() with { Policies = [waiting] });

        Assert.Equal((12000.10m, 150m, 0m, 0m), Figures(workbook.Worksheet(1), "RB-Q4"));
        Assert.Contains("周期结束后支付", Texts(workbook.Worksheet(1)));
        Assert.DoesNotContain(workbook.Worksheets, sheet => sheet.Name == "变化 Changes");
    }

    private static string Check(RebatePolicyResult policy)
    {
        using var workbook = Open(RebateSamples.Settlement() with { Policies = [policy] });
        return Row(workbook.Worksheet(1), "RB-Q4").Cell(11).GetString();
    }

    private static string ChangesCheck(RebatePolicyResult policy)
    {
        using var workbook = Open(RebateSamples.Settlement() with { Policies = [policy] });
        return Row(workbook.Worksheet("变化 Changes"), "核对").Cell(8).GetString();
    }

    private static XLWorkbook Open(RebateSettlement settlement) =>
        Books.Open(RebateWorkbook.Write(settlement, ReplyLanguage.Chinese));

    private static (decimal Basis, decimal Earned, decimal Before, decimal Payable) Figures(
        IXLWorksheet page, string policy)
    {
        var row = Row(page, policy);
        return (Number(row.Cell(4)), Number(row.Cell(6)), Number(row.Cell(7)), Number(row.Cell(8)));
    }

    private static IXLRow Row(IXLWorksheet sheet, string label) => sheet.RowsUsed()
        .First(r => r.Cell(1).GetString().StartsWith(label, StringComparison.Ordinal));

    private static string Texts(IXLWorksheet sheet) =>
        string.Join('\n', sheet.CellsUsed().Select(c => c.GetFormattedString()));

    // Binary fractions leave rests far below a cent.
    private static decimal Number(IXLCell cell) => Tenth.Apply(Convert.ToDecimal(cell.Value));
}
