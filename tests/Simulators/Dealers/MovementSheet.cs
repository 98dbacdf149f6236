using DealerIntegration.Simulators.Business;

namespace DealerIntegration.Simulators.Dealers;

/// <summary>The dealer's report of what came and went in a month, in the agreed layout (出入库).</summary>
internal static class MovementSheet
{
    public static void Write(string path, DealerGoods goods, Month month) => Workbook.Save(path, "出入库", sheet =>
    {
        sheet.Cell(1, 1).Text("经销商编码");
        sheet.Cell(1, 2).Text(goods.Dealer.Code);
        sheet.Cell(2, 1).Text("期间");
        sheet.Cell(2, 2).Text(month.ToString());
        Workbook.Header(sheet, 4, "日期", "出入库类型", "商品编码", "商品名称", "数量", "单位", "对方经销商", "单据号");
        var row = 5;
        foreach (var movement in goods.Movements.OrderBy(one => one.Date))
        {
            sheet.Cell(row, 1).Date(movement.Date);
            sheet.Cell(row, 2).Text(movement.Kind);
            sheet.Cell(row, 3).Text(movement.Product.Code);
            sheet.Cell(row, 4).Text(movement.Product.Name);
            sheet.Cell(row, 5).Number(movement.Quantity, "0");
            sheet.Cell(row, 6).Text(Product.Unit);
            sheet.Cell(row, 7).Text(movement.Counterpart ?? "");
            sheet.Cell(row, 8).Text(movement.Document);
            row++;
        }
    });
}
