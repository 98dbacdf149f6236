using ClosedXML.Excel;
using DealerIntegration.Connectors.Spreadsheets.Writing;
using DealerIntegration.Domain.Rebates.Rules;

namespace DealerIntegration.Connectors.Spreadsheets.Results;

/// <summary>Where the figures of a policy stand, for the sheets that add them up.</summary>
internal sealed record RebatePolicyCells(
    string Basis, string Earned, string PostedBefore, string Payable, string Check);

/// <summary>
/// The sheet of one policy (政策明细): its figures against what its lines add up to, its tiers, its arithmetic.
/// </summary>
internal static class RebatePolicySheet
{
    private const int Columns = 6;
    private const int FiguresRow = 5;
    private const int WordsWidth = 108;

    public static RebatePolicyCells Write(
        XLWorkbook workbook, RebatePolicyResult policy, int number, ReplyLanguage language)
    {
        // Excel allows 31 characters and few signs in a sheet's name; the policy's own code stands inside.
        var name = $"政策{number} Policy {number}";
        var sheet = workbook.AddWorksheet(name);
        var lines = RebateLinesSheet.Write(workbook, policy, number);
        Look.Title(sheet, $"{policy.PolicyCode}  {policy.Name}", Columns);
        Look.Widths(sheet, 34, 18, 18, 18, 18, 20);
        sheet.Cell(2, 1).Text(
            $"版本 Version {policy.Version}   ·   计返周期 Period {policy.Period}   ·   {policy.Currency}");
        Figures(sheet, policy, lines);
        var row = Goods(sheet, policy, Tiers(sheet, policy, FiguresRow + 6, language));
        Words(sheet, policy, row, language);
        Look.Page(sheet, headingRow: 0, landscape: true);
        string At(int line) => $"'{name}'!B{FiguresRow + line}";
        return new RebatePolicyCells(At(0), At(1), At(2), At(3), $"'{name}'!E{FiguresRow + 3}");
    }

    private static void Figures(IXLWorksheet sheet, RebatePolicyResult policy, RebateLineCells lines)
    {
        Look.Headings(sheet, FiguresRow - 1,
            ["项目\nItem", "系统\nHub", "按明细重算\nFrom the lines", "相差\nDifference", "核对\nCheck"]);
        Figure(sheet, FiguresRow, "计返基数 Basis", policy.Basis, lines.Basis, RebateFormats.Measure(policy));
        Figure(sheet, FiguresRow + 1, "应得 Earned", policy.Earned, lines.Share, RebateFormats.Money(policy));
        Figure(
            sheet, FiguresRow + 2, "减：已入账 − Posted before", policy.PostedBefore, null, RebateFormats.Money(policy));
        var row = FiguresRow + 3;
        sheet.Cell(row, 1).Text(policy switch
        {
            { IsDue: true } => "本次应付 Payable",
            { CountsIn: { } month } => $"本次应付（差额计入 {month}） Payable (counts in {month})",
            _ => "本次应付（期末支付） Payable (when the period is over)",
        });
        if (policy.IsDue)
        {
            sheet.Cell(row, 2).Formula($"B{FiguresRow + 1}-B{FiguresRow + 2}", RebateFormats.Money(policy));
        }
        else
        {
            sheet.Cell(row, 2).Number(0m, RebateFormats.Money(policy));
        }

        sheet.Cell(row, 5).Formula(
            $"IF(AND(D{FiguresRow}=0,D{FiguresRow + 1}=0,{lines.Check}=\"{RebateFormats.Agrees}\"),"
            + $"\"{RebateFormats.Agrees}\",\"{RebateFormats.Differs}\")",
            "General");
        Look.Body(sheet.Range(FiguresRow, 1, FiguresRow + 2, 5));
        Look.TotalRow(sheet.Range(row, 1, row, 5));
    }

    private static void Figure(
        IXLWorksheet sheet, int row, string label, decimal value, string? formula, string format)
    {
        sheet.Cell(row, 1).Text(label);
        sheet.Cell(row, 2).Number(value, format);
        if (formula is not null)
        {
            sheet.Cell(row, 3).Formula(formula, format);
            sheet.Cell(row, 4).Formula($"ROUND(B{row}-C{row},4)", format);
        }
    }

    private static int Tiers(IXLWorksheet sheet, RebatePolicyResult policy, int row, ReplyLanguage language)
    {
        if (policy.Slices.Count == 0)
        {
            return row;
        }

        Look.Headings(sheet, row,
            [
                "阶梯\nTier", "从\nFrom", "到\nTo", "适用基数\nApplied to", "比例或单额\nRate", "金额\nAmount",
            ]);
        var first = ++row;
        foreach (var slice in policy.Slices)
        {
            Tier(sheet, row++, slice, language);
        }

        Look.Body(sheet.Range(first, 1, row - 1, Columns));
        sheet.Cell(row, 1).Text("阶梯合计 Sum of the tiers");
        sheet.Cell(row, Columns).Formula($"SUM(F{first}:F{row - 1})", RebateFormats.Plain);
        sheet.Cell(row + 1, 1).Text("调节、分摊与舍入（见下） Adjusted, shared, rounded (see below)");
        sheet.Range(row + 1, 1, row + 1, 5).Merge();
        sheet.Cell(row + 1, Columns).Formula($"F{row + 2}-F{row}", RebateFormats.Plain);
        sheet.Cell(row + 2, 1).Text("应得 Earned");
        sheet.Cell(row + 2, Columns).Formula($"B{FiguresRow + 1}", RebateFormats.Money(policy));
        Look.TotalRow(sheet.Range(row + 2, 1, row + 2, Columns));
        return row + 4;
    }

    private static void Tier(IXLWorksheet sheet, int row, RebateSlice slice, ReplyLanguage language)
    {
        if (slice.Name is { } name)
        {
            sheet.Cell(row, 1).Text(new Bilingual(slice.NameChinese ?? name, name).In(language));
        }
        else
        {
            sheet.Cell(row, 1).Text($"第 {slice.Tier} 档 Tier {slice.Tier}");
            sheet.Cell(row, 2).Number(slice.From, RebateFormats.Plain);
            sheet.Cell(row, 3).Number(slice.UpTo, RebateFormats.Plain);
        }

        // A percentage is written as a fraction, so that the cell shows 1.2 % and multiplies as it is.
        var percent = slice.Reward == RewardKind.Percent;
        sheet.Cell(row, 4).Number(slice.RewardBase, RebateFormats.Plain);
        sheet.Cell(row, 5).Number(percent ? slice.Rate / 100m : slice.Rate, percent ? "0.00##%" : "#,##0.00####");
        sheet.Cell(row, 6).Formula($"D{row}*E{row}", RebateFormats.Plain);
    }

    private static int Goods(IXLWorksheet sheet, RebatePolicyResult policy, int row)
    {
        if (policy.Goods.Count == 0)
        {
            return row;
        }

        Look.Headings(sheet, row, ["货补商品\nGoods", "应得数量\nEarned", "已给\nGiven before", "本次数量\nTo give"]);
        var first = ++row;
        foreach (var goods in policy.Goods)
        {
            sheet.Cell(row, 1).Text(goods.ProductCode);
            sheet.Cell(row, 2).Number(goods.Earned, RebateFormats.Plain);
            sheet.Cell(row, 3).Number(goods.Before, RebateFormats.Plain);
            if (policy.IsDue)
            {
                sheet.Cell(row, 4).Formula($"B{row}-C{row}", RebateFormats.Plain);
            }
            else
            {
                sheet.Cell(row, 4).Number(0m, RebateFormats.Plain);
            }

            row++;
        }

        Look.Body(sheet.Range(first, 1, row - 1, 4));
        return row + 1;
    }

    private static void Words(IXLWorksheet sheet, RebatePolicyResult policy, int row, ReplyLanguage language)
    {
        sheet.Cell(row, 1).Text("计算过程 How it was computed").Style.Font.SetBold();
        foreach (var (step, i) in policy.Words.Select((w, i) => (w.In(language), i + 1)))
        {
            sheet.Range(row + i, 1, row + i, Columns).Merge();
            sheet.Cell(row + i, 1).Text($"{i}. {step}").Style.Alignment.SetWrapText()
                .Alignment.SetVertical(XLAlignmentVerticalValues.Top);
            sheet.Row(row + i).Height = 16 * (1 + (step.Sum(c => c > '\u2E80' ? 2 : 1) / WordsWidth));
        }
    }
}
