using ClosedXML.Excel;
using DealerIntegration.Connectors.Spreadsheets.Writing;

namespace DealerIntegration.Connectors.Spreadsheets.Results;

/// <summary>
/// Writes a rebate settlement (返利结算工作簿): a page that says what the dealer gets and why; for each policy its tiers
/// and its lines; what changed since the settlement before. The formulas compute the figures again from the lines.
/// </summary>
public static class RebateWorkbook
{
    public static byte[] Write(RebateSettlement settlement, ReplyLanguage language)
    {
        using var workbook = Look.NewWorkbook($"Rebates {settlement.DealerCode} {settlement.Month}");
        var summary = workbook.AddWorksheet("返利 Rebates");
        var cells = settlement.Policies
            .Select((policy, i) => RebatePolicySheet.Write(workbook, policy, i + 1, language)).ToList();
        RebateChangesSheet.Write(workbook, settlement.Policies, cells);
        RebateSummarySheet.Write(summary, settlement, cells, language);
        return Look.Save(workbook);
    }
}
