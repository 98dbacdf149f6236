using ClosedXML.Excel;
using DealerIntegration.Simulators.Business;

namespace DealerIntegration.Simulators.Dealers;

/// <summary>
/// The same book as a busy dealer sends it: merged banners, label and value in one cell, other column names in another
/// order, two amount columns, dates and amounts in many forms, blank rows, a hidden row, a total and a note. It says
/// the same to the cent; the hidden row counts like any other, as the total shows.
/// </summary>
internal static class MessyLedgerSheet
{
    private const int HeaderRow = 9;

    public static void Write(string path, Ledger ledger) => Workbook.Save(path, "Sheet1", sheet =>
    {
        Banner(sheet, ledger);
        Workbook.Header(sheet, HeaderRow, "单号", "记账日期", "类型", "说明", "采购金额", "付款金额");
        var row = HeaderRow + 1;
        for (var index = 0; index < ledger.Entries.Count; index++)
        {
            Entry(sheet, row, index, ledger.Entries[index]);
            if (index == 4)
            {
                sheet.Row(row).Hide();
            }

            // A blank row now and then, where the dealer changes the week.
            row += index % 9 == 8 ? 2 : 1;
        }

        var paid = ledger.Entries.Where(entry => entry.Kind == "付款").Sum(entry => -entry.Amount);
        sheet.Cell(row, 1).Text("合计");
        sheet.Cell(row, 5).Text(Grouped(ledger.Entries.Sum(entry => entry.Amount) + paid));
        sheet.Cell(row, 6).Text(Grouped(paid));
        sheet.Cell(row + 2, 1).Text("备注：本表由财务部核对，如有疑问请联系会计。");
    });

    private static void Banner(IXLWorksheet sheet, Ledger ledger)
    {
        string[] banner = [ledger.Dealer.Name, "应付账款明细表", $"打印日期：{ledger.Month.Today:yyyy年M月d日}"];
        for (var row = 1; row <= banner.Length; row++)
        {
            sheet.Cell(row, 1).Text(banner[row - 1]);
            sheet.Range(row, 1, row, 6).Merge();
            sheet.Cell(row, 1).Style.Alignment.Horizontal = XLAlignmentHorizontalValues.Center;
        }

        sheet.Cell(5, 1).Text($"经销商编码：{ledger.Dealer.Code}");
        sheet.Cell(5, 4).Text($"期间：{ledger.Month}");
        sheet.Cell(6, 1).Text("币种：CNY");
        sheet.Cell(7, 1).Text($"期初应付余额：{Grouped(ledger.Opening)}");
        sheet.Cell(7, 4).Text($"期末应付余额：{Grouped(ledger.Closing)}");
    }

    private static void Entry(IXLWorksheet sheet, int row, int index, LedgerEntry entry)
    {
        sheet.Cell(row, 1).Text(entry.Reference);
        Date(sheet.Cell(row, 2), index, entry.Date);
        sheet.Cell(row, 3).Text(entry.Kind);
        sheet.Cell(row, 4).Text(entry.Text);
        var payment = entry.Kind == "付款";
        Amount(sheet.Cell(row, payment ? 6 : 5), index, payment ? -entry.Amount : entry.Amount);
    }

    private static void Date(IXLCell cell, int index, DateOnly date)
    {
        switch (index % 4)
        {
            case 0:
                cell.Date(date);
                break;
            case 1:
                cell.Text(date.ToString("yyyy/M/d"));
                break;
            case 2:
                cell.Text(date.ToString("yyyy年M月d日"));
                break;
            default:
                cell.Text(date.ToString("yyyyMMdd"));
                break;
        }
    }

    private static void Amount(IXLCell cell, int index, decimal amount)
    {
        switch (index % 5)
        {
            case 0:
                cell.Number(amount);
                break;
            case 1:
                cell.Text(Grouped(amount));
                break;
            case 2:
                cell.Text("￥" + Grouped(amount));
                break;
            case 3:
                cell.Text(FullWidth.Of(Grouped(amount)));
                break;
            default:
                cell.Text(amount < 0 ? $"({Grouped(-amount)})" : $" {Grouped(amount)} ");
                break;
        }
    }

    private static string Grouped(decimal amount) => amount.ToString("#,##0.00");
}
