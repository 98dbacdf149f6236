using ClosedXML.Excel;
using DealerIntegration.Connectors.Spreadsheets.Writing;

namespace DealerIntegration.Connectors.Spreadsheets.Results;

/// <summary>References to the figures of a policy's sheet, for the summary.</summary>
internal sealed record RebatePolicyCells(string Basis, string Earned, string PostedBefore, string Check);

/// <summary>
/// The sheet of one policy (政策明细): figures, tiers, arithmetic, and every line that counted or did not.
/// </summary>
internal static class RebatePolicySheet
{
    private const int Columns = 9;
    private const int FiguresRow = 5;

    private static readonly string[] LineHeadings =
    [
        "日期\nDate", "单据\nDocument", "行\nLine", "商品\nProduct", "数量\nQuantity", "未税金额\nNet amount",
        "计入基数\nCounts as", "返利分摊\nShare", "说明\nReason",
    ];

    public static RebatePolicyCells Write(XLWorkbook workbook, RebatePolicyResult policy, int number,
        ReplyLanguage language)
    {
        // Excel allows 31 characters and few signs in a sheet's name; the policy's own id stands inside.
        var name = $"政策{number} Policy {number}";
        var sheet = workbook.AddWorksheet(name);
        Look.Title(sheet, $"{policy.PolicyId}  {policy.Name}", Columns);
        Look.Widths(sheet, 13, 18, 16, 15, 14, 16, 16, 16, 44);
        var (method, basis) = (policy.Method.In(language), policy.BasisName.In(language));
        sheet.Cell(2, 1).Text($"版本 Version {policy.Version}   ·   {method}   ·   {basis}");
        var row = Tiers(sheet, policy, FiguresRow + 6);
        row = Trace(sheet, policy, row, language);
        var (first, last) = Lines(sheet, policy, row);
        Figures(sheet, policy, first, last);
        Look.Page(sheet, headingRow: 0, landscape: true);
        return new RebatePolicyCells(
            $"'{name}'!C{FiguresRow}", $"'{name}'!C{FiguresRow + 1}", $"'{name}'!C{FiguresRow + 2}",
            $"'{name}'!F{FiguresRow + 3}");
    }

    private static void Figures(IXLWorksheet sheet, RebatePolicyResult policy, int first, int last)
    {
        Look.Headings(sheet, FiguresRow - 1,
            ["项目\nItem", "", "系统\nHub", "重新计算\nRecomputed", "相差\nDifference", "核对\nCheck"]);
        Figure(sheet, FiguresRow, "计返基数 Basis", policy.Basis, $"SUM(G{first}:G{last})");
        Figure(sheet, FiguresRow + 1, "本期应得 Earned", policy.Earned, $"SUM(H{first}:H{last})");
        Figure(sheet, FiguresRow + 2, "已入账 Posted before", policy.PostedBefore, null);
        sheet.Cell(FiguresRow + 3, 1).Text("本次应付 Payable");
        sheet.Cell(FiguresRow + 3, 3).Formula($"C{FiguresRow + 1}-C{FiguresRow + 2}", Look.Money);
        sheet.Cell(FiguresRow + 3, 6).Formula(
            $"IF(AND(ROUND(E{FiguresRow},2)=0,ROUND(E{FiguresRow + 1},2)=0),\"一致 agrees\",\"不一致 differs\")", "General");
        Look.Body(sheet.Range(FiguresRow, 1, FiguresRow + 2, 6));
        Look.TotalRow(sheet.Range(FiguresRow + 3, 1, FiguresRow + 3, 6));
    }

    private static void Figure(IXLWorksheet sheet, int row, string label, decimal value, string? formula)
    {
        sheet.Cell(row, 1).Text(label);
        sheet.Range(row, 1, row, 2).Merge();
        sheet.Cell(row, 3).Number(value, Look.Money);
        if (formula is not null)
        {
            sheet.Cell(row, 4).Formula(formula, Look.Money);
            sheet.Cell(row, 5).Formula($"ROUND(C{row}-D{row},2)", Look.Money);
        }
    }

    private static int Tiers(IXLWorksheet sheet, RebatePolicyResult policy, int row)
    {
        if (policy.Tiers.Count == 0)
        {
            return row;
        }

        Look.Headings(sheet, row,
            ["阶梯\nTier", "从\nFrom", "到（不含）\nTo (excl.)", "比例/单额\nRate", "适用基数\nApplied to", "金额\nAmount"]);
        var first = ++row;
        foreach (var tier in policy.Tiers)
        {
            sheet.Cell(row, 1).Number(row - first + 1, Look.Count);
            sheet.Cell(row, 2).Number(tier.From, Look.Money);
            if (tier.To is null)
            {
                sheet.Cell(row, 3).Text("—").Style.Alignment.SetHorizontal(XLAlignmentHorizontalValues.Right);
            }
            else
            {
                sheet.Cell(row, 3).Number(tier.To, Look.Money);
            }

            sheet.Cell(row, 4).Number(tier.Rate, tier.PerUnit ? "0.00####" : "0.00##%");
            sheet.Cell(row, 5).Number(tier.Slice, Look.Money);
            if (tier.Slice is not null)
            {
                sheet.Cell(row, 6).Formula($"D{row}*E{row}", Look.Money);
                sheet.Range(row, 1, row, 6).Style.Fill.SetBackgroundColor(Look.GoodFill);
            }

            row++;
        }

        Look.Body(sheet.Range(first, 1, row - 1, 6));
        return row + 1;
    }

    private static int Trace(IXLWorksheet sheet, RebatePolicyResult policy, int row, ReplyLanguage language)
    {
        foreach (var step in policy.Trace)
        {
            sheet.Cell(row++, 1).Text("· " + step.In(language));
        }

        return policy.Trace.Count > 0 ? row + 1 : row;
    }

    private static (int First, int Last) Lines(IXLWorksheet sheet, RebatePolicyResult policy, int heading)
    {
        Look.Headings(sheet, heading, LineHeadings);
        var row = heading + 1;
        foreach (var line in policy.Lines)
        {
            sheet.Cell(row, 1).Date(line.Date);
            sheet.Cell(row, 2).Text(line.Document);
            sheet.Cell(row, 3).Text(line.Position);
            sheet.Cell(row, 4).Text(line.ProductCode);
            sheet.Cell(row, 5).Number(line.Quantity, Look.Quantity);
            sheet.Cell(row, 6).Number(line.NetAmount, Look.Money);
            sheet.Cell(row, 7).Number(line.Contribution, Look.Money);
            sheet.Cell(row, 8).Number(line.Share, Look.Money);
            sheet.Cell(row, 9).Text(line.Reason).Style.Alignment.SetWrapText();
            Look.FitHeight(sheet, row, Columns);
            row++;
        }

        if (policy.Lines.Count == 0)
        {
            return (heading + 1, heading + 1);
        }

        Look.Body(sheet.Range(heading + 1, 1, row - 1, Columns));
        sheet.Range(heading, 1, row - 1, Columns).SetAutoFilter();
        sheet.Cell(row, 1).Text("合计 Total");
        foreach (var column in new[] { 'F', 'G', 'H' })
        {
            sheet.Cell($"{column}{row}").Formula($"SUM({column}{heading + 1}:{column}{row - 1})", Look.Money);
        }

        Look.TotalRow(sheet.Range(row, 1, row, Columns));
        return (heading + 1, row - 1);
    }
}
