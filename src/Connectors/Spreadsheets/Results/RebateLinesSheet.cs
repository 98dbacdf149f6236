using System.Globalization;
using ClosedXML.Excel;
using DealerIntegration.Connectors.Spreadsheets.Writing;
using DealerIntegration.Domain.Rebates;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Connectors.Spreadsheets.Results;

/// <summary>Formulas over the lines, for the policy's sheet.</summary>
internal sealed record RebateLineCells(string Basis, string Share, string Check);

/// <summary>
/// The lines of one policy (计返明细): what each counts as and what it gets. Where the rebate is split in proportion to
/// the basis, a formula gives each line's exact share beside the rounded one: they differ by less than the smallest
/// unit, and the rounded ones add up to what was earned.
/// </summary>
internal static class RebateLinesSheet
{
    private const int RateRow = 2;
    private const int Heading = 4;
    private const int First = Heading + 1;

    public static RebateLineCells Write(XLWorkbook workbook, RebatePolicyResult policy, int number)
    {
        var name = $"明细{number} Lines {number}";
        var sheet = workbook.AddWorksheet(name);
        var proportional = IsProportional(policy);
        var share = proportional ? 'G' : 'F';
        Look.Title(sheet, $"{policy.PolicyCode}  {policy.Period}", proportional ? 8 : 6);
        Look.Widths(sheet, 13, 22, 10, 18, 18, 20, 18, 16);
        List<string> headings =
        [
            "日期\nDate", "单据\nDocument", "行\nLine", "商品\nProduct", "计入基数\nCounts as",
        ];
        headings.AddRange(proportional
            ? ["精确分摊\nExact share", "返利分摊\nShare", "舍入\nRounded by"]
            : ["返利分摊\nShare"]);
        Look.Headings(sheet, Heading, headings);
        var last = Lines(sheet, policy, proportional, share);
        if (proportional)
        {
            Rate(sheet, policy, last);
        }
        else if (policy.Lines.Count > 0)
        {
            sheet.Cell(RateRow, 1).Text(
                "分摊不按基数比例，见政策页的计算过程。 The shares do not follow the basis alone; "
                + "the policy's sheet says how they are computed.");
        }

        Total(sheet, policy, last, share);
        Look.Page(sheet, Heading, landscape: false);
        return new RebateLineCells(
            $"SUM('{name}'!E{First}:E{last})",
            $"SUM('{name}'!{share}{First}:{share}{last})",
            proportional ? $"'{name}'!G{RateRow}" : $"\"{RebateFormats.Agrees}\"");
    }

    /// <summary>A line without a product belongs to no document: a top-up to a guarantee, say.</summary>
    private static bool IsOfDocument(RebateTraceLine line) => line.ProductCode.Length > 0;

    private static bool IsProportional(RebatePolicyResult policy)
    {
        var lines = policy.Lines.Where(IsOfDocument).ToList();
        var (basis, shares) = (lines.Sum(l => l.Contribution), lines.Sum(l => l.Share));
        var unit = Unit(policy);
        return basis > 0m && lines.All(l => decimal.Abs(l.Share - (l.Contribution * shares / basis)) <= unit);
    }

    /// <summary>The smallest amount the shares are rounded to: the currency's, or whole ones where all are.</summary>
    private static decimal Unit(RebatePolicyResult policy) => policy.Lines.All(line => decimal.IsInteger(line.Share))
        ? 1m
        : new decimal(1, 0, 0, false, (byte)CurrencyScale.Of(policy.Currency));

    private static int Lines(IXLWorksheet sheet, RebatePolicyResult policy, bool proportional, char share)
    {
        var (money, measure) = (RebateFormats.Money(policy), RebateFormats.Measure(policy));
        var row = First;
        foreach (var line in policy.Lines)
        {
            sheet.Cell(row, 1).Date(line.Date);
            sheet.Cell(row, 2).Text(line.DocumentNumber);
            sheet.Cell(row, 3).Text(line.Position);
            sheet.Cell(row, 4).Text(line.ProductCode);
            sheet.Cell(row, 5).Number(line.Contribution, measure);
            sheet.Cell($"{share}{row}").Number(line.Share, money);
            if (proportional && IsOfDocument(line))
            {
                sheet.Cell(row, 6).Formula($"E{row}*$E${RateRow}", "#,##0.000000;-#,##0.000000;0");
                sheet.Cell(row, 8).Formula($"G{row}-F{row}", "0.000000;-0.000000;0");
            }

            row++;
        }

        return int.Max(row - 1, First);
    }

    private static void Rate(IXLWorksheet sheet, RebatePolicyResult policy, int last)
    {
        // What belongs to no document stands at the end and is not shared.
        var end = last - policy.Lines.Count(line => !IsOfDocument(line));
        sheet.Cell(RateRow, 1).Text("每单位基数的返利 Rebate per unit of basis");
        sheet.Cell(RateRow, 5).Formula($"SUM(G{First}:G{end})/SUM(E{First}:E{end})", "0.0000000000");
        sheet.Cell(RateRow, 6).Text("逐行核对 Line by line");
        var unit = Unit(policy).ToString(CultureInfo.InvariantCulture);
        sheet.Cell(RateRow, 7).Formula(
            $"IF(MAX(MAX(H{First}:H{end}),-MIN(H{First}:H{end}))<={unit}+0.000001,"
            + $"\"{RebateFormats.Agrees}\",\"{RebateFormats.Differs}\")",
            "General");
        sheet.Range(RateRow, 1, RateRow, 8).Style.Fill.SetBackgroundColor(Look.BandFill);
    }

    private static void Total(IXLWorksheet sheet, RebatePolicyResult policy, int last, char share)
    {
        if (policy.Lines.Count == 0)
        {
            sheet.Cell(First, 1).Text("没有计入的单据。 No document counts.");
            return;
        }

        var end = (char)(share == 'G' ? 'H' : 'F');
        Look.Body(sheet.Range($"A{First}:{end}{last}"));
        sheet.Range($"A{Heading}:{end}{last}").SetAutoFilter();
        sheet.Cell(last + 1, 1).Text("合计 Total");
        sheet.Cell(last + 1, 5).Formula($"SUM(E{First}:E{last})", RebateFormats.Measure(policy));
        sheet.Cell($"{share}{last + 1}").Formula($"SUM({share}{First}:{share}{last})", RebateFormats.Money(policy));
        Look.TotalRow(sheet.Range($"A{last + 1}:{end}{last + 1}"));
    }
}
