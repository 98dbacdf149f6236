using DealerIntegration.Simulators.Business;

namespace DealerIntegration.Simulators.Dealers;

/// <summary>The dealer's orders (要货订单): rows with the same number are one order.</summary>
internal static class OrderSheet
{
    public static void Write(string path, IReadOnlyList<NewOrder> orders) => Workbook.Save(path, "订单", sheet =>
    {
        Workbook.Header(sheet, 1, "订单号", "订单日期", "要求到货日期", "商品编码", "商品名称", "数量", "单位", "单价");
        var row = 2;
        foreach (var order in orders)
        {
            foreach (var line in order.Lines)
            {
                sheet.Cell(row, 1).Text(order.Number);
                sheet.Cell(row, 2).Date(order.Date);
                sheet.Cell(row, 3).Date(order.RequestedDate);
                sheet.Cell(row, 4).Text(line.ProductCode);
                sheet.Cell(row, 5).Text(line.ProductName);
                sheet.Cell(row, 6).Number(line.Quantity, "0");
                sheet.Cell(row, 7).Text(Product.Unit);
                sheet.Cell(row, 8).Number(line.Price);
                row++;
            }
        }
    });
}
