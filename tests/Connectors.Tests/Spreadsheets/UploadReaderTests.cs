using System.Text;
using DealerIntegration.Connectors.Spreadsheets.Uploads;
using DealerIntegration.Domain.Canonical;

namespace DealerIntegration.Connectors.Tests.Spreadsheets;

public class UploadReaderTests
{
    [Fact]
    public void Rows_with_the_same_number_are_one_order()
    {
        var reading = Books.Read(Samples.Orders());

        Assert.Equal(UploadVerdict.Accepted, reading.Verdict);
        Assert.Equal(["D001|PO-1", "D001|PO-2"], reading.Documents.Select(d => d.Key));
        Assert.Equal(
            new object?[] { "PO-1", "D001", new DateOnly(2026, 10, 30), new DateOnly(2026, 11, 4) },
                reading.Documents[0].Values);
        Assert.Equal(new object?[] { "2", "P-0002", 3m, "箱", 8m }, reading.Documents[0].Lines[1]);
        Assert.Equal((3, 2, 2), (reading.Tally.Lines, reading.Tally.Documents, reading.Tally.AcceptedDocuments));
    }

    [Fact]
    public void An_order_number_merged_over_its_rows_belongs_to_each_of_them()
    {
        var reading = Books.Read(Samples.Orders(sheet =>
        {
            sheet.Range("A2:A3").Merge();
            sheet.Range("B2:B3").Merge();
        }));

        Assert.Equal(UploadVerdict.Accepted, reading.Verdict);
        Assert.Equal(2, reading.Documents[0].Lines.Count);
    }

    [Fact]
    public void A_bad_row_refuses_its_order_and_no_other()
    {
        var reading = Books.Read(Samples.Orders(sheet => sheet.Cell("F3").Value = 0));

        Assert.Equal(UploadVerdict.AcceptedWithRejects, reading.Verdict);
        Assert.Equal(["D001|PO-2"], reading.Documents.Select(d => d.Key));
        Assert.Equal(
            [("document-refused", "A2"), ("not-above-zero", "F3")],
            reading.Problems.Select(p => (p.Finding.Code, p.Address!)));
        Assert.Equal((3, 1, 2), (reading.Tally.Lines, reading.Tally.AcceptedLines, reading.Tally.RejectedLines));
    }

    [Fact]
    public void Rows_of_one_order_must_agree_on_its_date()
    {
        var reading = Books.Read(Samples.Orders(sheet => sheet.Cell("B3").Value = new DateTime(2026, 10, 29)));

        Assert.Contains(reading.Problems, p => p is { Finding.Code: "conflicting-value", Address: "B3", Key: "PO-1" });
        Assert.Equal(["D001|PO-2"], reading.Documents.Select(d => d.Key));
    }

    [Fact]
    public void Good_rows_of_a_stock_list_are_taken_and_every_bad_cell_is_named()
    {
        var reading = Books.Read(Samples.BrokenStock());

        Assert.Equal(UploadVerdict.AcceptedWithRejects, reading.Verdict);
        Assert.Equal(["D001|P-0001|2026-10-31", "D001|P-0004|2026-10-31"], reading.Documents.Select(d => d.Key));
        Assert.Equal(
            new object?[] { "dealer", "D001", "P-0001", new DateOnly(2026, 10, 31), 40m, null, null, "箱" },
            reading.Documents[0].Values);
        Assert.Equal(
            [("unknown-product", "A3"), ("below-minimum", "D4"), ("not-a-number", "D5")],
            reading.Problems.Select(p => (p.Finding.Code, p.Address!)));
    }

    [Fact]
    public void A_product_listed_twice_on_a_day_is_refused_both_times()
    {
        var reading = Books.Read(Books.Make(sheet =>
        {
            sheet.Row(1, "商品编码", "库存日期", "在库数量");
            sheet.Row(2, "P-0001", "2026-10-31", 1);
            sheet.Row(3, "P-0001", "2026-10-31", 2);
            sheet.Row(4, "P-0002", "2026-10-31", 3);
        }));

        Assert.Equal(["duplicate-row", "duplicate-row"], reading.Problems.Select(p => p.Finding.Code));
        Assert.Single(reading.Documents);
    }

    [Fact]
    public void English_headings_and_full_width_codes_are_understood()
    {
        var reading = Books.Read(Books.Make(sheet =>
        {
            sheet.Row(1, "Stock report");
            sheet.Row(3, "Item No.", "On Hand", "Date");
            sheet.Row(4, "  Ｐ－０００１　", "1,040", "2026.10.31");
            sheet.Row(5, "p-0002 ", 7, "31 Oct 2026");
        }));

        Assert.Empty(reading.Problems);
        Assert.Equal(["D001|P-0001|2026-10-31", "D001|P-0002|2026-10-31"], reading.Documents.Select(d => d.Key));
        Assert.Equal(1040m, reading.Documents[0].Values[Datasets.Stock.IndexOf("on_hand")]);
    }

    [Fact]
    public void The_day_of_a_stock_list_may_stand_once_above_it()
    {
        var reading = Books.Read(Books.Make(sheet =>
        {
            sheet.Row(1, "盘点日期：2026年10月31日");
            sheet.Row(2, "商品编码", "库存数量");
            sheet.Row(3, "P-0001", 4);
        }));

        Assert.Equal("D001|P-0001|2026-10-31", Assert.Single(reading.Documents).Key);
    }

    [Fact]
    public void A_gb18030_file_is_read_like_any_other()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var text = "订单号,订单日期,商品编码,数量,单位\r\nPO-7,2026/10/8,P-0001,\"1,200\",箱\r\n";
        var reading = Books.Read(Encoding.GetEncoding("GB18030").GetBytes(text), "要货.csv");

        Assert.Empty(reading.Problems);
        Assert.Equal(new object?[] { "1", "P-0001", 1200m, "箱", null }, Assert.Single(reading.Documents).Lines[0]);
    }

    [Fact]
    public void A_missing_column_is_named()
    {
        var reading = Books.Read(Samples.Orders(sheet => sheet.Cell("F1").Value = "件数合"));

        Assert.Equal(UploadVerdict.Refused, reading.Verdict);
        Assert.Contains("数量", Assert.Single(reading.Problems).Finding.Message.Chinese);
    }

    [Fact]
    public void A_file_without_any_known_table_is_refused()
    {
        var reading = Books.Read(Books.Make(sheet => sheet.Row(1, "会议纪要")));

        Assert.Equal("no-table", Assert.Single(reading.Problems).Finding.Code);
    }

    [Fact]
    public void A_cell_in_the_last_row_of_the_sheet_costs_nothing()
    {
        var reading = Books.Read(Samples.Orders(sheet => sheet.Cell(1_048_576, 16_384).Value = "stray"));

        Assert.Equal(2, reading.Documents.Count);
        Assert.Contains(reading.Notes, n => n.English.Contains("row 1048576", StringComparison.Ordinal));
    }

    [Fact]
    public void The_same_order_on_two_sheets_is_not_guessed_at()
    {
        var reading = Books.Read(Books.Edit(Samples.Orders(), w => w.Worksheet(1).CopyTo("副本")));

        Assert.Equal(UploadVerdict.Refused, reading.Verdict);
        Assert.All(reading.Problems, p => Assert.Equal("on-several-sheets", p.Finding.Code));
    }

    [Fact]
    public void A_hidden_sheet_is_not_read_and_said_so()
    {
        var reading = Books.Read(Books.Edit(Samples.Orders(), w =>
        {
            w.Worksheet(1).CopyTo("old").Hide();
        }));

        Assert.Equal(UploadVerdict.Accepted, reading.Verdict);
        Assert.Contains(reading.Notes, n => n.English.Contains("'old' is hidden", StringComparison.Ordinal));
    }

    [Fact]
    public void An_unclosed_quote_does_not_swallow_the_rows_behind_it()
    {
        var text = "订单号,订单日期,商品编码,数量\nPO-1,2026-10-01,\"P-0001,2\nPO-2,2026-10-01,P-0002,3\n";
        var reading = Books.Read(Encoding.UTF8.GetBytes(text), "po.csv");

        Assert.Equal("unreadable", Assert.Single(reading.Problems).Finding.Code);
    }

    [Fact]
    public void A_subtotal_covers_the_rows_since_the_last_one()
    {
        var reading = Books.Read(Books.Make(sheet =>
        {
            sheet.Row(1, "商品编码", "库存日期", "在库数量");
            sheet.Row(2, "P-0001", "2026-10-31", 1);
            sheet.Row(3, "小计", null, 1);
            sheet.Row(4, "P-0002", "2026-10-31", 2);
            sheet.Row(5, "小计", null, 2);
            sheet.Row(6, "总计", null, 3);
        }));

        Assert.Equal(UploadVerdict.Accepted, reading.Verdict);
        Assert.Equal([1m, 2m, 3m], reading.ControlSums.Select(s => s.Computed));
        Assert.All(reading.ControlSums, s => Assert.True(s.Agrees));
    }
}
