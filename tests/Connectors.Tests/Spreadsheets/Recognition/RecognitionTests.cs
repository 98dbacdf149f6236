using DealerIntegration.Connectors.Spreadsheets.Uploads;

namespace DealerIntegration.Connectors.Tests.Spreadsheets.Recognition;

/// <summary>Headings and tables as dealers write them, and what the hub takes them for or asks.</summary>
public class RecognitionTests
{
    private const string Stock = "stock: as_of=B on_hand=C product_code=A";
    private const string Order = "orders: number=A order_date=B product_code=C quantity=D";

    // Headings of a stock list: code, day, quantity.
    [Theory]
    [InlineData("商品编码|库存日期|在库数量")]
    [InlineData("商品－编码|库存日期：|在库数量*")]
    [InlineData("商 品 编 码|库 存 日 期|在 库 数 量")]
    [InlineData("商品编码（必填）|库存日期|在库数量（箱）")]
    [InlineData("物料编码|盘点日期|结存数量")]
    [InlineData("存货编码|日期|当前库存")]
    [InlineData("产品编号|截止日期|期末库存量")]
    [InlineData("ＳＫＵ|Ｄａｔｅ|Ｓｔｏｃｋ")]
    [InlineData("Item_No|As-Of|On_Hand")]
    [InlineData("ITEM NO.|AS OF|ON-HAND")]
    [InlineData("ItemNumber|StockDate|QtyOnHand")]
    [InlineData("Product Code|Stock Date|Units in stock")]
    [InlineData("Prodct code|Stock date|Quantity on hnd")]
    [InlineData("Product-ID|Date|Current stock")]
    [InlineData("编码|库存日期|在库数量")]
    [InlineData("货品|库存日期|实盘数量")]
    [InlineData("A列|库存日期|库存")]
    [InlineData("条码和编码|库存日期|库存")]
    public void A_stock_list_is_understood(string headings) =>
        Assert.Equal(Stock, Told(headings, "P-0001|2026-10-31|40", "P-0002|2026-10-31|7", "P-0003|2026-10-31|0"));

    // Headings of an order list: number, day, code, quantity.
    [Theory]
    [InlineData("订单号|订单日期|商品编码|数量")]
    [InlineData("订单编号#|下单日期|商品代码|订货数量（件）")]
    [InlineData("采购订单号|订货日期|货号|采购数量")]
    [InlineData("OrderID|OrderDate|ProductID|Quantity")]
    [InlineData("Order Number|Order Date|SKU|Qty.")]
    [InlineData("PO-No|PO Date|Item Code|Order Qantity")]
    [InlineData("要货单号|订单日期|品号|要货数量")]
    public void An_order_list_is_understood(string headings) => Assert.Equal(
        Order,
        Told(headings, "PO-1|2026-10-05|P-0001|4", "PO-1|2026-10-05|P-0002|5", "PO-2|2026-10-06|P-0003|6"));

    [Theory]
    [InlineData("日期|类型|商品编码|数量", "stock movements: entry_date=A kind=B product_code=C quantity=D")]
    [InlineData("业务日期|出入库|商品编码|数量", "stock movements: entry_date=A kind=B product_code=C quantity=D")]
    [InlineData("单据日期|方向|产品编码|数量", "stock movements: entry_date=A kind=B product_code=C quantity=D")]
    [InlineData("日期|Movement-Type|SKU|Quantity", "stock movements: entry_date=A kind=B product_code=C quantity=D")]
    public void A_report_of_movements_is_understood(string headings, string told) => Assert.Equal(
        told,
        Told(headings, "2026-10-05|出库|P-0001|4", "2026-10-06|调入|P-0002|5", "2026-10-07|报损|P-0003|6"));

    [Theory]
    [InlineData("销售日期|商品编码|销售数量", "sell-through: entry_date=A product_code=B quantity=C")]
    [InlineData("日期|货号|销量（瓶）", "sell-through: entry_date=A product_code=B quantity=C")]
    [InlineData("Sale_Date|SKU|Units-sold", "sell-through: entry_date=A product_code=B quantity=C")]
    public void Sales_alone_are_a_report_of_sell_through(string headings, string told) => Assert.Equal(
        told, Told(headings, "2026-10-05|P-0001|4", "2026-10-06|P-0002|5", "2026-10-07|P-0003|6"));

    [Theory]
    [InlineData("日期|金额", "ledger: amount=B entry_date=A")]
    [InlineData("记账日|金额（元）", "ledger: amount=B entry_date=A")]
    [InlineData("入账日期|本期发生额", "ledger: amount=B entry_date=A")]
    [InlineData("Posting-Date|Amount (CNY)", "ledger: amount=B entry_date=A")]
    public void A_ledger_is_understood(string headings, string told) => Assert.Equal(
        told, Told(headings, "2026-10-05|100.50", "2026-10-06|-20", "2026-10-07|3"));

    // What may mean something else is asked about, whatever the values look like.
    [Theory]
    [InlineData("商品编码|库存日期|数量一", "ask-column:在库数量")]
    [InlineData("商品编码|库存日期|上月库存", "ask-column:在库数量")]
    [InlineData("商品编码|库存日期|安全库存", "ask-column:在库数量")]
    [InlineData("商品编码|库存日期|预计库存数量", "ask-column:在库数量")]
    [InlineData("商品编码|打印日期|在库数量", "ask-column:库存日期")]
    [InlineData("商品编码|时间|在库数量", "ask-column:库存日期")]
    [InlineData("Item code|Production date 2|Stock", "ask-column:库存日期")]
    [InlineData("Item code|Date|Opening stock", "ask-column:在库数量")]
    public void What_a_heading_leaves_open_is_asked(string headings, string asked) =>
        Assert.Equal(asked, Told(headings, "P-0001|2026-10-31|40", "P-0002|2026-10-31|7", "P-0003|2026-10-31|0"));

    [Fact]
    public void Two_columns_that_may_be_the_quantity_are_both_named()
    {
        var found = Sheets.Find(null,
            "商品编码|库存日期|一号仓|二号仓", "P-0001|2026-10-31|40|1", "P-0002|2026-10-31|7|2", "P-0003|2026-10-31|0|3");

        var question = Assert.Single(found.Problems).Finding;
        Assert.Equal("ask-column", question.Code);
        Assert.Contains("C 列“一号仓”", question.Message.Chinese, StringComparison.Ordinal);
        Assert.Contains("D 列“二号仓”", question.Message.Chinese, StringComparison.Ordinal);
        Assert.Contains("hub uploads map", question.Remedy.English, StringComparison.Ordinal);
    }

    // 日 may be the day of a count or of a sale, and both columns of numbers either quantity.
    [Fact]
    public void Where_two_kinds_are_equally_unsure_both_are_named()
    {
        var found = Sheets.Find(null,
            "货品|日|甲|乙", "P-0001|2026-10-31|40|1", "P-0002|2026-10-30|7|2", "P-0003|2026-10-31|0|3");

        Assert.Equal(["ambiguous-table", "ask-column", "ask-column"], found.Problems.Select(p => p.Finding.Code));
        Assert.Contains("库存", found.Problems[0].Finding.Message.Chinese, StringComparison.Ordinal);
        Assert.Contains("动销", found.Problems[0].Finding.Message.Chinese, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_of_known_products_needs_no_heading_that_says_so()
    {
        var found = Sheets.Find(null,
            "名称|内部号|库存日期|库存", "酱油|P-0001|2026-10-31|1", "米醋|P-0002|2026-10-31|2", "料酒|P-0003|2026-10-31|3");

        Assert.Equal("stock: as_of=C on_hand=D product_code=B", Sheets.Told(found));
        Assert.Contains(found.Notes, n => n.Chinese.Contains("B 列“内部号”按“商品编码”读取", StringComparison.Ordinal));
    }

    [Fact]
    public void Barcodes_of_our_products_are_codes_of_theirs()
    {
        var found = Sheets.Find(null,
            "条码|库存日期|库存", "'6901234567892|2026-10-31|1", "'6901234000016|2026-10-31|2", "'6901234567892|2026-10-30|3");

        Assert.Equal("stock: as_of=B on_hand=C product_code=A", Sheets.Told(found));
    }

    [Fact]
    public void Barcodes_of_nobody_are_asked_about()
    {
        var found = Sheets.Find(null,
            "条码|库存日期|库存", "'4006381333931|2026-10-31|1", "'5901234123457|2026-10-31|2", "'9780201379624|2026-10-30|3");

        Assert.Equal("ask-column:商品编码", Sheets.Told(found));
        Assert.Contains("校验位正确", Assert.Single(found.Problems).Finding.Message.Chinese, StringComparison.Ordinal);
    }

    // 数量 × 单价 = 金额: the total row adds the quantity up, and never the price.
    [Fact]
    public void The_quantity_is_the_factor_that_the_total_adds_up()
    {
        var found = Sheets.Find(null,
            "订单号|订单日期|商品编码|甲|乙|丙",
            "PO-1|2026-10-05|P-0001|4|2.5|10",
            "PO-2|2026-10-05|P-0002|5|3|15",
            "PO-3|2026-10-05|P-0003|6|7|42",
            "合计|||15||67");

        Assert.Equal(
            "orders: number=A order_date=B product_code=C quantity=D unit_price=E", Sheets.Told(found));
    }

    [Fact]
    public void Two_factors_without_a_total_are_asked_about_and_the_amount_is_no_candidate()
    {
        var found = Sheets.Find(null,
            "订单号|订单日期|商品编码|甲|乙|丙",
            "PO-1|2026-10-05|P-0001|4|2.5|10", "PO-2|2026-10-05|P-0002|5|3|15", "PO-3|2026-10-05|P-0003|6|7|42");

        Assert.Equal("ask-column:数量", Sheets.Told(found));
        var message = Assert.Single(found.Problems).Finding.Message.English;
        Assert.Contains("'甲'", message, StringComparison.Ordinal);
        Assert.Contains("'乙'", message, StringComparison.Ordinal);
        Assert.DoesNotContain("column F", message.Split("gives")[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_heading_of_two_lines_is_read_as_one()
    {
        var found = Sheets.Find(null,
            "某某商贸有限公司库存表", "商品||库存日期|库存||单位", "编码|名称||在库|在途|", "P-0001|酱油|2026-10-31|4|1|箱",
            "P-0002|米醋|2026-10-31|5|0|箱");

        Assert.Equal("stock: as_of=C in_transit=E on_hand=D product_code=A unit=F", Sheets.Told(found));
        Assert.Equal(3, found.Tables[0].Header.Number);
    }

    // 库存日期 in the upper line is no label with 库存 for its value.
    [Fact]
    public void The_upper_line_of_a_heading_is_not_read_as_labels()
    {
        var reading = Books.Read(Books.Make(sheet =>
        {
            sheet.Row(1, "商品编码", "库存日期", "库存", null, "单位");
            sheet.Range("C1:D1").Merge();
            sheet.Row(2, null, null, "在库", "在途");
            sheet.Range("A1:A2").Merge();
            sheet.Range("B1:B2").Merge();
            sheet.Range("E1:E2").Merge();
            sheet.Row(3, "P-0001", new DateOnly(2026, 10, 31), 4, 1, "箱");
        }));

        Assert.Empty(reading.Problems);
        Assert.Equal(
            new object?[] { "dealer", "D001", "P-0001", new DateOnly(2026, 10, 31), 4m, null, 1m, "箱" },
            Assert.Single(reading.Documents).Values);
    }

    [Fact]
    public void Sales_alone_become_movements_of_one_kind()
    {
        var reading = Books.Read(
            System.Text.Encoding.UTF8.GetBytes("销售日期,商品编码,销售数量,客户\n2026-10-05,P-0001,4,甲\n2026-10-06,P-0002,5,乙\n"),
            "动销.csv");

        Assert.Empty(reading.Problems);
        var document = Assert.Single(reading.Documents);
        Assert.Equal("D001|2026-10|sell-through", document.Key);
        Assert.Equal(
            new object?[] { "1", "P-0001", "sell_through", new DateOnly(2026, 10, 5), 4m, null, null, null },
            document.Lines[0]);
    }

    [Fact]
    public void Sixteen_thousand_columns_are_looked_through_in_no_time()
    {
        var wide = string.Join('|', Enumerable.Range(0, 16_384).Select(i => $"h{i}"));
        var watch = System.Diagnostics.Stopwatch.StartNew();

        Assert.Equal("no-table:", Told([.. Enumerable.Repeat(wide, 100)]));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), $"{watch.Elapsed}");
    }

    [Fact]
    public void Two_kinds_that_fit_alike_are_asked_about()
    {
        var found = Sheets.Find(null, "日期|类型|商品编码|出库数量", "2026-10-05|调出|P-0001|4", "2026-10-06|出库|P-0002|5");

        Assert.Equal("ambiguous-table:", Sheets.Told(found));
    }

    [Theory]
    [InlineData("CustomerID|CompanyName|City", "ALFKI|Alfreds Futterkiste|Berlin", "ANATR|Ana Trujillo|Mexico")]
    [InlineData("姓名|部门|电话", "王会计|财务|025-1234", "李经理|销售|025-5678")]
    public void A_table_of_something_else_is_no_table(params string[] lines) =>
        Assert.Equal("no-table:", Sheets.Told(Sheets.Find(null, lines)));

    [Fact]
    public void A_unit_in_the_heading_is_the_unit_of_its_rows()
    {
        var table = Sheets.Find(null, "商品编码|库存日期|在库数量（箱）", "P-0001|2026-10-31|4").Tables[0];

        Assert.Equal("箱", table.Unit);
    }

    [Fact]
    public void Amounts_in_ten_thousands_are_not_read_as_they_stand()
    {
        var found = Sheets.Find(null, "日期|金额（万元）", "2026-10-05|1.2", "2026-10-06|3");

        Assert.Equal("ask-unit:金额（万元）", Sheets.Told(found));
    }

    private static string Told(params string[] lines) => Sheets.Told(Sheets.Find(null, lines));
}
