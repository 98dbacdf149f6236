using DealerIntegration.Simulators.Business;

namespace DealerIntegration.Simulators.Dealers;

/// <summary>The dealer's book in the agreed layout (往来账).</summary>
internal static class LedgerSheet
{
    public static void Write(string path, Ledger ledger) => Workbook.Save(path, "往来账", sheet =>
    {
        string[] labels = ["经销商编码", "期间", "币种", "期初余额", "期末余额"];
        for (var row = 1; row <= labels.Length; row++)
        {
            sheet.Cell(row, 1).Text(labels[row - 1]);
        }

        sheet.Cell(1, 2).Text(ledger.Dealer.Code);
        sheet.Cell(2, 2).Text(ledger.Month.ToString());
        sheet.Cell(3, 2).Text("CNY");
        sheet.Cell(4, 2).Number(ledger.Opening);
        sheet.Cell(5, 2).Number(ledger.Closing);
        Workbook.Header(sheet, 7, "日期", "单据类型", "单据号", "摘要", "金额");
        for (var index = 0; index < ledger.Entries.Count; index++)
        {
            var entry = ledger.Entries[index];
            var row = index + 8;
            sheet.Cell(row, 1).Date(entry.Date);
            sheet.Cell(row, 2).Text(entry.Kind);
            sheet.Cell(row, 3).Text(entry.Reference);
            sheet.Cell(row, 4).Text(entry.Text);
            sheet.Cell(row, 5).Number(entry.Amount);
        }
    });
}
