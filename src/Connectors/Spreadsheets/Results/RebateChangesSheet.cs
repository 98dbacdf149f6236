using ClosedXML.Excel;
using DealerIntegration.Connectors.Spreadsheets.Writing;
using DealerIntegration.Domain.Rebates;

namespace DealerIntegration.Connectors.Spreadsheets.Results;

/// <summary>
/// What changed since the settlement before (自上次结算的变化): every document with another share, adding up from what was
/// earned then to what is earned now.
/// </summary>
internal static class RebateChangesSheet
{
    private const int Columns = 10;

    private static readonly string[] Headings =
    [
        "政策\nPolicy", "周期\nPeriod", "单据\nDocument", "变化\nKind", "上次计入\nCounted", "本次计入\nCounts", "上次分摊\nGot",
        "本次分摊\nGets", "差额\nDifference", "回款\nPayments",
    ];

    public static Bilingual Word(DocumentChangeKind kind) => kind switch
    {
        DocumentChangeKind.New => new("新增", "new"),
        DocumentChangeKind.Gone => new("取消", "gone"),
        DocumentChangeKind.Corrected => new("更正", "corrected"),
        DocumentChangeKind.Paid => new("回款变动", "paid otherwise"),
        _ => new("重新分摊", "reshared"),
    };

    public static void Write(
        XLWorkbook workbook, IReadOnlyList<RebatePolicyResult> policies, IReadOnlyList<RebatePolicyCells> cells)
    {
        if (policies.All(p => p.Changes is null))
        {
            return;
        }

        var sheet = workbook.AddWorksheet("变化 Changes");
        Look.Title(sheet, "自上次结算的变化  Changes since the settlement before", Columns);
        Look.Widths(sheet, 24, 14, 22, 20, 16, 16, 16, 16, 16, 40);
        var row = 3;
        for (var i = 0; i < policies.Count; i++)
        {
            if (policies[i].Changes is { } changes)
            {
                row = Policy(sheet, policies[i], changes, cells[i], row) + 2;
            }
        }

        Look.Page(sheet, headingRow: 0, landscape: true);
    }

    private static int Policy(
        IXLWorksheet sheet, RebatePolicyResult policy, RebateChanges changes, RebatePolicyCells cells, int heading)
    {
        var (money, measure) = (RebateFormats.Money(policy), RebateFormats.Measure(policy));
        Look.Headings(sheet, heading, Headings);
        var first = heading + 1;
        var row = first;
        foreach (var change in changes.Documents)
        {
            sheet.Cell(row, 1).Text(policy.PolicyCode);
            sheet.Cell(row, 2).Text(policy.Period);
            sheet.Cell(row, 3).Text(change.DocumentNumber);
            sheet.Cell(row, 4).Text(Word(change.Kind).ToString());
            sheet.Cell(row, 5).Number(change.ContributionBefore, measure);
            sheet.Cell(row, 6).Number(change.ContributionNow, measure);
            sheet.Cell(row, 7).Number(change.ShareBefore, money);
            sheet.Cell(row, 8).Number(change.ShareNow, money);
            sheet.Cell(row, 9).Formula($"H{row}-G{row}", money);
            sheet.Cell(row, 10).Text(string.Join("; ", change.Payments.Select(Payment)));
            row++;
        }

        if (row > first)
        {
            Look.Body(sheet.Range(first, 1, row - 1, Columns));
        }

        sheet.Cell(row, 1).Text($"应得：{changes.Month} 结算时，现在 Earned: settled in {changes.Month}, now");
        sheet.Cell(row, 7).Number(changes.Earned, money);
        sheet.Cell(row, 8).Formula(cells.Earned, money);
        sheet.Cell(row, 9).Formula($"H{row}-G{row}", money);
        Look.TotalRow(sheet.Range(row, 1, row, Columns));
        sheet.Cell(row + 1, 1).Text("核对：单据差额合计 Check: sum of the documents");
        sheet.Cell(row + 1, 8).Formula(
            $"IF(ROUND(I{row + 1}-I{row},4)=0,\"{RebateFormats.Agrees}\",\"{RebateFormats.Differs}\")", "General");
        if (row > first)
        {
            sheet.Cell(row + 1, 9).Formula($"SUM(I{first}:I{row - 1})", money);
        }
        else
        {
            sheet.Cell(row + 1, 9).Number(0m, money);
        }

        return row + 1;
    }

    private static string Payment(PaymentChange payment) =>
        $"{payment.PaymentNumber} {payment.Date:yyyy-MM-dd} {RebateReasons.Signed(payment.Amount)}";
}
