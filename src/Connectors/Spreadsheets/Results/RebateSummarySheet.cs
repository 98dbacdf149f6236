using System.Globalization;
using ClosedXML.Excel;
using DealerIntegration.Connectors.Spreadsheets.Writing;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Connectors.Spreadsheets.Results;

/// <summary>The first page (返利汇总): what the dealer gets, and in a few sentences why.</summary>
internal static class RebateSummarySheet
{
    private const int Heading = 6;
    private const int First = Heading + 1;
    private const int WordsWidth = 150;

    private static readonly string[] Headings =
    [
        "政策编号\nPolicy", "政策名称\nName", "计返周期\nPeriod", "计返基数\nBasis", "达到阶梯\nTier", "应得\nEarned",
        "已入账\nPosted before", "本次应付\nPayable", "币种\nCurrency", "兑现方式\nPaid as", "核对\nCheck",
    ];

    public static void Write(
        IXLWorksheet sheet, RebateSettlement settlement, IReadOnlyList<RebatePolicyCells> cells,
        ReplyLanguage language)
    {
        Look.Title(sheet, "返利结算单  Rebate settlement", Headings.Length);
        Look.Widths(sheet, 24, 30, 14, 17, 9, 16, 16, 16, 9, 18, 15);
        Head(sheet, settlement);
        Look.Headings(sheet, Heading, Headings);
        var row = First;
        for (var i = 0; i < cells.Count; i++)
        {
            Policy(sheet, row++, settlement.Policies[i], cells[i], language);
        }

        row = Totals(sheet, settlement, row);
        sheet.Cell(row, 1).Text(new Bilingual("为什么是这个数", "Why").In(language)).Style.Font.SetBold();
        foreach (var words in settlement.Policies.SelectMany(p => RebateReasons.Of(p)))
        {
            row++;
            var text = words.In(language);
            sheet.Range(row, 1, row, Headings.Length).Merge();
            sheet.Cell(row, 1).Text(text).Style.Alignment.SetWrapText()
                .Alignment.SetVertical(XLAlignmentVerticalValues.Top);
            sheet.Row(row).Height = 16 * (1 + (text.Sum(c => c > '\u2E80' ? 2 : 1) / WordsWidth));
        }

        Look.Page(sheet, headingRow: 0, landscape: true);
    }

    private static void Head(IXLWorksheet sheet, RebateSettlement settlement)
    {
        var rows = new (string Label, string Value)[]
        {
            ("厂家 Principal", settlement.PrincipalName),
            ("经销商 Dealer", $"{settlement.DealerCode}  {settlement.DealerName}"),
            ("结算月份 Month", settlement.Month),
        };
        for (var i = 0; i < rows.Length; i++)
        {
            sheet.Cell(i + 2, 1).Text(rows[i].Label).Style.Font.SetBold();
            sheet.Cell(i + 2, 2).Text(rows[i].Value);
        }

        sheet.Cell(2, 6).Text("出单日期 Issued on").Style.Font.SetBold();
        sheet.Cell(2, 8).Date(settlement.IssuedOn);
    }

    private static void Policy(
        IXLWorksheet sheet, int row, RebatePolicyResult policy, RebatePolicyCells cells, ReplyLanguage language)
    {
        var money = RebateFormats.Money(policy);
        sheet.Cell(row, 1).Text(policy.PolicyCode);
        sheet.Cell(row, 2).Text(policy.Name).Style.Alignment.SetWrapText();
        sheet.Cell(row, 3).Text(policy.Period);
        sheet.Cell(row, 4).Formula(cells.Basis, RebateFormats.Measure(policy));
        sheet.Cell(row, 5).Number(policy.TierReached, Look.Count);
        sheet.Cell(row, 6).Formula(cells.Earned, money);
        sheet.Cell(row, 7).Formula(cells.PostedBefore, money);
        sheet.Cell(row, 8).Formula(cells.Payable, money);
        sheet.Cell(row, 9).Text(policy.Currency).Style.Alignment.SetHorizontal(XLAlignmentHorizontalValues.Center);
        sheet.Cell(row, 10).Text(policy.PaidAs.In(language));
        sheet.Cell(row, 11).Formula(cells.Check, "General");
        Look.FitHeight(sheet, row, 2);
    }

    /// <summary>One for each currency: amounts of two currencies have no sum.</summary>
    private static int Totals(IXLWorksheet sheet, RebateSettlement settlement, int row)
    {
        if (row == First)
        {
            sheet.Cell(row, 1).Text("本月没有返利。 No rebate in this month.");
            return row + 2;
        }

        var last = row - 1;
        Look.Body(sheet.Range(First, 1, last, Headings.Length));
        foreach (var currency in settlement.Policies.Select(p => p.Currency).Distinct().Order(StringComparer.Ordinal))
        {
            var money = Look.MoneyOf(CurrencyScale.Of(currency));
            sheet.Cell(row, 1).Text($"合计 Total {currency}");
            foreach (var column in "FGH")
            {
                sheet.Cell($"{column}{row}").Formula(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"SUMIFS({column}{First}:{column}{last},I{First}:I{last},\"{currency}\")"),
                    money);
            }

            sheet.Cell(row, 9).Text(currency).Style.Alignment.SetHorizontal(XLAlignmentHorizontalValues.Center);
            Look.TotalRow(sheet.Range(row, 1, row, Headings.Length));
            row++;
        }

        return row + 1;
    }
}
