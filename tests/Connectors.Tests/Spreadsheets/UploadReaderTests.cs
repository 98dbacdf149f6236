using System.Text;
using ClosedXML.Excel;
using DealerIntegration.Connectors.Spreadsheets.Uploads;
using DealerIntegration.Domain.Canonical;

namespace DealerIntegration.Connectors.Tests.Spreadsheets;

public class UploadReaderTests
{
    private static readonly DatasetSpec Ledger = Datasets.Ledger;

    [Fact]
    public void A_clean_ledger_becomes_one_document_in_the_order_of_the_fields()
    {
        var reading = Books.Read(Samples.CleanLedger());

        Assert.Empty(reading.Problems);
        Assert.Equal(UploadVerdict.Accepted, reading.Verdict);
        var document = Assert.Single(reading.Documents);
        Assert.Equal(new object?[] { "D001", "2026-10", "CNY", 1000.50m, 1350.75m }, document.Values);
        Assert.Equal("D001|2026-10", document.Key);
        Assert.Equal(
            new object?[] { "1", new DateOnly(2026, 10, 3), "invoice", "INV-1", 1250.25m, "十月进货" }, document.Lines[0]);
        Assert.Equal(["invoice", "return", "payment"], document.Lines.Select(l => l[Ledger.LineIndexOf("kind")]));
        Assert.Equal(3, reading.RowsRead);
    }

    [Fact]
    public void A_messy_ledger_is_read_as_a_person_would_read_it()
    {
        var reading = Books.Read(Samples.MessyLedger());

        Assert.Empty(reading.Problems);
        var document = Assert.Single(reading.Documents);
        Assert.Equal(new object?[] { "D001", "2026-10", "CNY", 12345.00m, 10795.00m }, document.Values);
        Assert.Equal(
            ["INV-101", "INV-102", "PAY-9", "RET-3", "INV-103"], document.Lines.Select(l => l[Ledger.LineIndexOf("reference")]));
        Assert.Equal(
            [1200.50m, 2300.00m, -5000m, -150.25m, 99.75m], document.Lines.Select(l => (decimal)l[Ledger.LineIndexOf("amount")]!));
        Assert.Equal([5, 9, 15, 20, 31], document.Lines.Select(l => ((DateOnly)l[Ledger.LineIndexOf("entry_date")]!).Day));
    }

    [Fact]
    public void Total_row_hidden_row_and_note_are_reported_not_imported()
    {
        var reading = Books.Read(Samples.MessyLedger());

        Assert.Equal(3, reading.ControlSums.Count);
        Assert.All(reading.ControlSums, sum => Assert.True(sum.Agrees));
        Assert.Equal([3600.25m, 5150.25m, 10795.00m], reading.ControlSums.Select(s => s.Stated));
        Assert.Contains(reading.Notes, n => n.English.Contains("row 12 is hidden", StringComparison.Ordinal));
        Assert.Contains(reading.Notes, n => n.English.Contains("row 16 was taken for a note", StringComparison.Ordinal));
    }

    [Fact]
    public void A_ledger_whose_total_is_not_the_sum_of_its_rows_is_refused_at_the_total()
    {
        var reading = Books.Read(Samples.MessyLedger(sheet => sheet.Cell("E13").SetValue<string>("3,500.50")));

        Assert.Equal(UploadVerdict.Refused, reading.Verdict);
        Assert.Empty(reading.Documents);
        var problem = Assert.Single(reading.Problems);
        Assert.Equal(("total-differs", "E13"), (problem.Finding.Code, problem.Address));
        Assert.Contains("99.75", problem.Finding.Message.English);
        Assert.Contains("hidden rows 12", problem.Finding.Message.English);
    }

    [Fact]
    public void A_ledger_that_does_not_roll_forward_is_refused()
    {
        var reading = Books.Read(Samples.CleanLedger(sheet => sheet.Cell("B5").Value = 1350.74m));

        Assert.Equal("balance-does-not-roll", Assert.Single(reading.Problems).Finding.Code);
        Assert.Empty(reading.Documents);
    }

    [Fact]
    public void One_bad_row_refuses_the_whole_ledger()
    {
        var reading = Books.Read(Samples.CleanLedger(sheet => sheet.Cell("A9").SetValue<string>("05/10/2026")));

        Assert.Equal(UploadVerdict.Refused, reading.Verdict);
        Assert.Empty(reading.Documents);
        var row = Assert.Single(reading.Rejected);
        Assert.Equal(("not-a-date", 9L, "A", "05/10/2026"), (row.Code, row.Place.Row, row.Place.Column, row.Value));
        Assert.Equal(3, reading.Tally.RejectedLines);
    }

    [Fact]
    public void A_ledger_of_another_dealer_is_refused_naming_both()
    {
        var reading = Books.Read(Samples.CleanLedger(sheet => sheet.Cell("B1").Value = "D002"));

        var problem = Assert.Single(reading.Problems);
        Assert.Equal(("other-dealer", "B1"), (problem.Finding.Code, problem.Address));
        Assert.Contains("D001", problem.Finding.Message.Chinese);
        Assert.Contains("D002", problem.Finding.Message.Chinese);
    }

    [Fact]
    public void A_ledger_of_another_period_is_refused_naming_both_and_nothing_else()
    {
        var reading = Books.Read(Samples.CleanLedger(sheet => sheet.Cell("B2").SetValue<string>("2026年9月")));

        var problem = Assert.Single(reading.Problems);
        Assert.Equal("other-period", problem.Finding.Code);
        Assert.Contains("2026-09", problem.Finding.Message.English);
        Assert.Contains("2026-10", problem.Finding.Message.English);
    }

    [Fact]
    public void A_ledger_without_entries_is_a_month_without_business()
    {
        var reading = Books.Read(Samples.CleanLedger(sheet =>
        {
            sheet.Range("A8:E10").Clear();
            sheet.Cell("B5").Value = 1000.50m;
        }));

        Assert.Equal(UploadVerdict.Accepted, reading.Verdict);
        Assert.Empty(Assert.Single(reading.Documents).Lines);
    }

    [Fact]
    public void Rows_with_the_same_number_are_one_order()
    {
        var reading = Books.Read(Samples.Orders());

        Assert.Equal(UploadVerdict.Accepted, reading.Verdict);
        Assert.Equal(["D001|PO-1", "D001|PO-2"], reading.Documents.Select(d => d.Key));
        Assert.Equal(
            new object?[] { "PO-1", "D001", new DateOnly(2026, 10, 30), new DateOnly(2026, 11, 4) }, reading.Documents[0].Values);
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
    public void A_long_number_cell_is_refused_because_its_last_digits_are_gone()
    {
        var reading = Books.Read(Samples.CleanLedger(sheet => sheet.Cell("C8").Value = 6222021234567890123d));

        Assert.Equal(("number-too-long", "C8"), Assert.Single(reading.Problems.Select(p => (p.Finding.Code, p.Address!))));
    }

    [Fact]
    public void Long_codes_and_leading_zeros_in_text_cells_survive()
    {
        var reading = Books.Read(Samples.CleanLedger(sheet =>
        {
            sheet.Cell("C8").SetValue<string>("000622202123456789");
            sheet.Cell("C9").Value = 42;
            sheet.Cell("C9").Style.NumberFormat.Format = "000000";
        }));

        Assert.Equal("000622202123456789", reading.Documents[0].Lines[0][Ledger.LineIndexOf("reference")]);
        Assert.Equal("000042", reading.Documents[0].Lines[1][Ledger.LineIndexOf("reference")]);
    }

    [Fact]
    public void A_fraction_of_a_cent_is_refused_not_rounded()
    {
        var reading = Books.Read(Samples.CleanLedger(sheet => sheet.Cell("E8").Value = 1250.255m));

        Assert.Equal("too-many-decimals", Assert.Single(reading.Problems).Finding.Code);
    }

    [Fact]
    public void Both_halves_of_a_two_column_amount_on_one_row_are_refused()
    {
        var reading = Books.Read(Samples.MessyLedger(sheet => sheet.Cell("E9").Value = 5));

        Assert.Contains(reading.Problems, p => p is { Finding.Code: "both-amounts", Address: "F9" });
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
    public void A_formula_is_taken_at_its_stored_result()
    {
        var content = Samples.CleanLedger(sheet => sheet.Cell("E8").FormulaA1 = "1000+250.25");
        using var workbook = new XLWorkbook(new MemoryStream(content));
        using var stream = new MemoryStream();
        workbook.SaveAs(stream, validate: false, evaluateFormulae: true);

        Assert.Equal(UploadVerdict.Accepted, Books.Read(stream.ToArray()).Verdict);
    }

    [Fact]
    public void A_formula_that_shows_nothing_is_a_blank_cell()
    {
        var content = Samples.CleanLedger(sheet => sheet.Cell("A11").FormulaA1 = "IF(1=1,\"\",\"x\")");
        using var workbook = new XLWorkbook(new MemoryStream(content));
        using var stream = new MemoryStream();
        workbook.SaveAs(stream, validate: false, evaluateFormulae: true);

        var reading = Books.Read(stream.ToArray());
        Assert.Empty(reading.Problems);
        Assert.Equal(3, reading.RowsRead);
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
    public void A_ledger_that_names_no_period_takes_it_from_its_dates()
    {
        var reading = Books.Read(Samples.CleanLedger(sheet => sheet.Row(2).Clear()));

        Assert.Equal("2026-10", Assert.Single(reading.Documents).Values[Ledger.IndexOf("period")]);
        Assert.Contains(reading.Notes, n => n.English.Contains("period is not given", StringComparison.Ordinal));
    }

    [Fact]
    public void A_balance_given_twice_differently_is_refused()
    {
        var reading = Books.Read(Samples.CleanLedger(sheet => sheet.Row(12, "期末余额", 999m)));

        Assert.Contains(reading.Problems, p => p is { Finding.Code: "label-conflict", Address: "B12" });
    }

    [Fact]
    public void An_unclosed_quote_does_not_swallow_the_rows_behind_it()
    {
        var text = "订单号,订单日期,商品编码,数量\nPO-1,2026-10-01,\"P-0001,2\nPO-2,2026-10-01,P-0002,3\n";
        var reading = Books.Read(Encoding.UTF8.GetBytes(text), "po.csv");

        Assert.Equal("unreadable", Assert.Single(reading.Problems).Finding.Code);
    }

    [Fact]
    public void A_formula_without_a_stored_result_is_a_problem_of_its_cell()
    {
        var reading = Books.Read(Samples.CleanLedger(sheet => sheet.Cell("E8").FormulaA1 = "1000+250.25"));

        Assert.Equal(
            ("formula-without-result", "E8"), Assert.Single(reading.Problems.Select(p => (p.Finding.Code, p.Address!))));
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
