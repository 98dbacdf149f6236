using ClosedXML.Excel;
using DealerIntegration.Connectors.Spreadsheets.Reading;
using DealerIntegration.Connectors.Spreadsheets.Writing;

namespace DealerIntegration.Connectors.Spreadsheets.Results;

/// <summary>Writes the answer to a dealer's orders (订单回复工作簿): every line asked, with what becomes of it.</summary>
public static class OrderReplyWorkbook
{
    private const int HeadingRow = 6;

    private static readonly string[] Headings =
    [
        "订单号\nOrder", "行\nLine", "商品编码\nProduct", "商品名称\nName", "单位\nUnit", "订货数量\nAsked",
        "接收数量\nAccepted", "结果\nAnswer", "仓库\nWarehouse", "订单单价\nAsked price", "执行单价\nPrice",
        "接收金额\nAmount", "原因\nReason", "处理办法\nWhat to do", "ERP 订单号\nERP order", "发货状态\nWMS status",
        "已发数量\nShipped", "履约\nFulfilment",
    ];

    public static byte[] Write(OrderReply reply, ReplyLanguage language)
    {
        using var workbook = Look.NewWorkbook($"Order reply {reply.DealerCode}");
        var sheet = workbook.AddWorksheet("订单回复 Order reply");
        Look.Title(sheet, "订单回复  Order reply", Headings.Length);
        Look.Widths(sheet, 17, 6, 13, 22, 7, 11, 11, 13, 11, 11, 11, 14, 32, 32, 14, 12, 11, 16);
        Head(sheet, reply);
        Look.Headings(sheet, HeadingRow, Headings);
        var row = HeadingRow + 1;
        foreach (var line in reply.Lines)
        {
            Line(sheet, row++, line, language);
        }

        if (reply.Lines.Count > 0)
        {
            Total(sheet, HeadingRow + 1, row - 1);
            Look.Body(sheet.Range(HeadingRow + 1, 1, row - 1, Headings.Length));
            sheet.Range(HeadingRow, 1, row - 1, Headings.Length).SetAutoFilter();
        }

        Look.Page(sheet, HeadingRow, landscape: true);
        return Look.Save(workbook);
    }

    private static void Head(IXLWorksheet sheet, OrderReply reply)
    {
        sheet.Cell(2, 1).Text("经销商 Dealer").Style.Font.SetBold();
        sheet.Cell(2, 3).Text($"{reply.DealerCode}  {reply.DealerName}");
        sheet.Cell(3, 1).Text("回复日期 Date").Style.Font.SetBold();
        sheet.Cell(3, 3).Date(reply.AnsweredOn).Style.Alignment.SetHorizontal(XLAlignmentHorizontalValues.Left);
        sheet.Cell(4, 1).Text("币种 Currency").Style.Font.SetBold();
        sheet.Cell(4, 3).Text(reply.Currency);
    }

    private static void Line(IXLWorksheet sheet, int row, OrderReplyLine line, ReplyLanguage language)
    {
        var (answer, fill) = line.Answer switch
        {
            OrderLineAnswer.Accepted => ("接收 Accepted", Look.GoodFill),
            OrderLineAnswer.Reduced => ("部分 Reduced", Look.WarnFill),
            _ => ("拒绝 Refused", Look.BadFill),
        };
        sheet.Cell(row, 1).Text(line.OrderNumber);
        sheet.Cell(row, 2).Text(line.Position);
        sheet.Cell(row, 3).Text(line.ProductCode);
        sheet.Cell(row, 4).Text(line.ProductName);
        sheet.Cell(row, 5).Text(line.Unit);
        sheet.Cell(row, 6).Number(line.Asked, Look.Quantity);
        sheet.Cell(row, 7).Number(line.Accepted, Look.Quantity);
        sheet.Cell(row, 8).Text(answer).Style.Fill.SetBackgroundColor(fill);
        sheet.Cell(row, 9).Text(line.WarehouseCode);
        sheet.Cell(row, 10).Number(line.AskedPrice, Look.Money);
        sheet.Cell(row, 11).Number(line.Price, Look.Money);
        if (line.Price is not null)
        {
            sheet.Cell(row, 12).Formula($"ROUND(G{row}*K{row},2)", Look.Money);
        }

        sheet.Cell(row, 13).Text(Reason(line, language)).Style.Alignment.SetWrapText();
        sheet.Cell(row, 14).Text(line.Remedy?.In(language)).Style.Alignment.SetWrapText();
        sheet.Cell(row, 15).Text(line.ErpOrderNumber);
        sheet.Cell(row, 16).Text(line.WmsStatus);
        sheet.Cell(row, 17).Number(line.Shipped, Look.Quantity);
        sheet.Cell(row, 18).Text(line.Fulfilment?.In(language));
        Look.FitHeight(sheet, row, Headings.Length);
    }

    private static string Reason(OrderReplyLine line, ReplyLanguage language) =>
        string.Join(' ', new[] { line.Reason?.In(language), line.ReasonCode is null ? null : $"[{line.ReasonCode}]" }
            .Where(part => part is not null));

    private static void Total(IXLWorksheet sheet, int first, int last)
    {
        var row = last + 1;
        sheet.Cell(row, 1).Text("合计 Total");
        foreach (var column in new[] { 6, 7, 12, 17 })
        {
            var letter = CellAddress.Letters(column);
            sheet.Cell(row, column).Formula(
                $"SUM({letter}{first}:{letter}{last})", column == 12 ? Look.Money : Look.Quantity);
        }

        Look.TotalRow(sheet.Range(row, 1, row, Headings.Length));
    }
}
