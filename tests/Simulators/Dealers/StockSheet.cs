using ClosedXML.Excel;
using DealerIntegration.Simulators.Business;

namespace DealerIntegration.Simulators.Dealers;

/// <summary>The dealer's stock count at the month's end (经销商库存): clean, messy, or with rows that are wrong.</summary>
internal static class StockSheet
{
    public static void Clean(string path, IReadOnlyList<(Product Product, int OnHand)> stock, DateOnly day) =>
        Workbook.Save(path, "库存", sheet => Fill(sheet, stock, day));

    /// <summary>English header under a banner, codes with blanks around them and in full-width letters.</summary>
    public static void Messy(string path, IReadOnlyList<(Product Product, int OnHand)> stock, DateOnly day) =>
        Workbook.Save(path, "Sheet1", sheet =>
        {
            sheet.Cell(1, 1).Text("Stock report");
            sheet.Range(1, 1, 1, 3).Merge();
            Workbook.Header(sheet, 3, "Item No.", "On Hand", "Date");
            for (var index = 0; index < stock.Count; index++)
            {
                var row = index + 4;
                var code = stock[index].Product.Code;
                sheet.Cell(row, 1).Text((index % 4) switch
                {
                    0 => " " + code,
                    1 => code + "  ",
                    2 => FullWidth.Of(code),
                    _ => code,
                });
                if (index % 5 == 0)
                {
                    sheet.Cell(row, 2).Text($"{stock[index].OnHand:#,##0}");
                }
                else
                {
                    sheet.Cell(row, 2).Number(stock[index].OnHand, "0");
                }

                sheet.Cell(row, 3).Text(day.ToString(index % 2 == 0 ? "yyyy/M/d" : "yyyyMMdd"));
            }
        });

    /// <summary>The agreed layout, in which three rows cannot be true.</summary>
    public static void WithBadRows(string path, IReadOnlyList<(Product Product, int OnHand)> stock, DateOnly day) =>
        Workbook.Save(path, "库存", sheet =>
        {
            Fill(sheet, stock, day);
            sheet.Cell(4, 1).Text("P-8888");
            sheet.Cell(6, 4).Number(-5, "0");
            sheet.Cell(9, 4).Text("约三百");
        });

    private static void Fill(IXLWorksheet sheet, IReadOnlyList<(Product Product, int OnHand)> stock, DateOnly day)
    {
        Workbook.Header(sheet, 1, "商品编码", "商品名称", "库存日期", "在库数量", "单位");
        for (var index = 0; index < stock.Count; index++)
        {
            var row = index + 2;
            sheet.Cell(row, 1).Text(stock[index].Product.Code);
            sheet.Cell(row, 2).Text(stock[index].Product.Name);
            sheet.Cell(row, 3).Date(day);
            sheet.Cell(row, 4).Number(stock[index].OnHand, "0");
            sheet.Cell(row, 5).Text(Product.Unit);
        }
    }
}
