using ClosedXML.Excel;

namespace DealerIntegration.Connectors.Tests.Spreadsheets;

/// <summary>The files dealers send: tidy ones, and ones as they really look.</summary>
internal static class Samples
{
    public static byte[] CleanLedger(Action<IXLWorksheet>? change = null) => Books.Make(sheet =>
    {
        sheet.Row(1, "经销商编码", "D001");
        sheet.Row(2, "期间", "2026-10");
        sheet.Row(3, "币种", "CNY");
        sheet.Row(4, "期初余额", 1000.50m);
        sheet.Row(5, "期末余额", 1350.75m);
        sheet.Row(7, "日期", "单据类型", "单据号", "摘要", "金额");
        sheet.Row(8, new DateOnly(2026, 10, 3), "采购", "INV-1", "十月进货", 1250.25m);
        sheet.Row(9, new DateOnly(2026, 10, 12), "退货", "RET-1", "破损退回", -400m);
        sheet.Row(10, new DateOnly(2026, 10, 28), "付款", "BANK-77", "电汇", -500m);
        change?.Invoke(sheet);
    });

    public static byte[] MessyLedger(Action<IXLWorksheet>? change = null) => Books.Make(sheet =>
    {
        sheet.Row(1, "南京华东商贸有限公司");
        sheet.Range(1, 1, 1, 6).Merge();
        sheet.Row(2, "2026年10月往来对账明细");
        sheet.Range(2, 1, 2, 6).Merge();
        sheet.Row(3, "打印日期：2026年11月2日");
        sheet.Range(3, 1, 3, 6).Merge();
        sheet.Row(4, "客户编码：D001   币种：人民币", null, null, "期初应付余额：12,345.00");
        sheet.Row(6, "单号", "记账日期", "类型", "说明", "采购金额（元）", "付款金额（元）");
        sheet.Row(7, "ＩＮＶ－１０１", "2026/10/5", "采购", "进货", "￥1,200.50");
        sheet.Row(8, "INV-102", "2026年10月9日", "采购", "进货", "２，３００．００", "-");
        sheet.Row(9, "PAY-9", "20261015", "付款", "电汇", null, 5000);
        sheet.Row(11, "RET-3", new DateOnly(2026, 10, 20), "退货", "退货", null, "(0.00)");
        sheet.Cell(11, 6).SetValue<string>("150.25");
        sheet.Row(12, "INV-103", 20261031, "采购", "月末", 99.75m);
        sheet.Row(12).Hide();
        sheet.Row(13, "合  计", null, null, null, "3,600.25", "5,150.25");
        sheet.Row(14, "期末应付余额：10,795.00");
        sheet.Row(16, "备注：如有疑问请联系财务部王会计，电话 025-12345678。");
        change?.Invoke(sheet);
    }, "10月");

    public static byte[] Orders(Action<IXLWorksheet>? change = null) => Books.Make(sheet =>
    {
        sheet.Row(1, "订单号", "订单日期", "要求到货日期", "商品编码", "商品名称", "数量", "单位", "单价");
        sheet.Row(2, "PO-1", new DateOnly(2026, 10, 30), new DateOnly(2026, 11, 4), "P-0001", "酱油", 12, "箱", 10.20m);
        sheet.Row(3, "PO-1", new DateOnly(2026, 10, 30), new DateOnly(2026, 11, 4), "P-0002", "米醋", 3, "箱", 8m);
        sheet.Row(4, "PO-2", new DateOnly(2026, 10, 31), null, "P-0003", "料酒", 5, "瓶", null);
        change?.Invoke(sheet);
    }, "订单");

    public static byte[] BrokenStock() => Books.Make(sheet =>
    {
        sheet.Row(1, "商品编码", "商品名称", "库存日期", "在库数量", "单位");
        sheet.Row(2, "P-0001", "酱油", new DateOnly(2026, 10, 31), 40, "箱");
        sheet.Row(3, "X-9", "未知", new DateOnly(2026, 10, 31), 7, "箱");
        sheet.Row(4, "P-0002", "米醋", new DateOnly(2026, 10, 31), -3, "箱");
        sheet.Row(5, "P-0003", "料酒", new DateOnly(2026, 10, 31), "约二十", "瓶");
        sheet.Row(6, "P-0004", "陈皮", new DateOnly(2026, 10, 31), 0, "盒");
    });
}
