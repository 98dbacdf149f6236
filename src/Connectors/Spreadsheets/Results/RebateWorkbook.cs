using ClosedXML.Excel;
using DealerIntegration.Connectors.Spreadsheets.Writing;

namespace DealerIntegration.Connectors.Spreadsheets.Results;

/// <summary>
/// Writes a rebate settlement (返利结算工作簿): a summary, and one sheet per policy whose formulas add up the basis and
/// the shares again and compare them with what was earned. Payable is earned minus posted before, by formula.
/// </summary>
public static class RebateWorkbook
{
    private const int HeadingRow = 6;

    private static readonly string[] Headings =
    [
        "政策编号\nPolicy", "政策名称\nName", "计返基数\nBasis", "本期应得\nEarned", "已入账\nPosted before", "本次应付\nPayable", "核对\nCheck",
    ];

    public static byte[] Write(RebateSettlement settlement, ReplyLanguage language)
    {
        using var workbook = Look.NewWorkbook($"Rebates {settlement.DealerCode} {settlement.Period}");
        var sheet = workbook.AddWorksheet("返利汇总 Summary");
        Look.Title(sheet, "返利结算单  Rebate settlement", Headings.Length);
        Look.Widths(sheet, 18, 34, 18, 16, 16, 16, 20);
        Head(sheet, settlement);
        Look.Headings(sheet, HeadingRow, Headings);
        var row = HeadingRow + 1;
        for (var i = 0; i < settlement.Policies.Count; i++)
        {
            var policy = settlement.Policies[i];
            var cells = RebatePolicySheet.Write(workbook, policy, i + 1, language);
            sheet.Cell(row, 1).Text(policy.PolicyId);
            sheet.Cell(row, 2).Text(policy.Name).Style.Alignment.SetWrapText();
            sheet.Cell(row, 3).Formula(cells.Basis, Look.Quantity);
            sheet.Cell(row, 4).Formula(cells.Earned, Look.Money);
            sheet.Cell(row, 5).Formula(cells.PostedBefore, Look.Money);
            sheet.Cell(row, 6).Formula($"D{row}-E{row}", Look.Money);
            sheet.Cell(row, 7).Formula(cells.Check, "General");
            row++;
        }

        Total(sheet, row);
        Look.Page(sheet, HeadingRow, landscape: true);
        return Look.Save(workbook);
    }

    private static void Head(IXLWorksheet sheet, RebateSettlement settlement)
    {
        var rows = new (string Label, string Value)[]
        {
            ("厂家 Principal", settlement.PrincipalName),
            ("经销商 Dealer", $"{settlement.DealerCode}  {settlement.DealerName}"),
            ("期间 Period", $"{settlement.Period}   {settlement.Currency}"),
        };
        for (var i = 0; i < rows.Length; i++)
        {
            sheet.Cell(i + 2, 1).Text(rows[i].Label).Style.Font.SetBold();
            sheet.Cell(i + 2, 2).Text(rows[i].Value);
        }

        sheet.Cell(2, 5).Text("出单日期 Issued on").Style.Font.SetBold();
        sheet.Cell(2, 6).Date(settlement.IssuedOn);
    }

    private static void Total(IXLWorksheet sheet, int row)
    {
        if (row == HeadingRow + 1)
        {
            sheet.Cell(row, 1).Text("本期没有返利。 No rebate in this period.");
            return;
        }

        Look.Body(sheet.Range(HeadingRow + 1, 1, row - 1, Headings.Length));
        sheet.Cell(row, 1).Text("合计 Total");
        foreach (var column in new[] { 'D', 'E', 'F' })
        {
            sheet.Cell($"{column}{row}").Formula($"SUM({column}{HeadingRow + 1}:{column}{row - 1})", Look.Money);
        }

        Look.TotalRow(sheet.Range(row, 1, row, Headings.Length));
    }
}
