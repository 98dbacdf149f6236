using ClosedXML.Excel;
using DealerIntegration.Connectors.Spreadsheets.Uploads;
using DealerIntegration.Domain.Canonical;

namespace DealerIntegration.Connectors.Tests.Spreadsheets;

public class LedgerUploadTests
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
            ["INV-101", "INV-102", "PAY-9", "RET-3", "INV-103"],
                document.Lines.Select(l => l[Ledger.LineIndexOf("reference")]));
        Assert.Equal(
            [1200.50m, 2300.00m, -5000m, -150.25m, 99.75m],
                document.Lines.Select(l => (decimal)l[Ledger.LineIndexOf("amount")]!));
        Assert.Equal([5, 9, 15, 20, 31],
            document.Lines.Select(l => ((DateOnly)l[Ledger.LineIndexOf("entry_date")]!).Day));
    }

    [Fact]
    public void Total_row_hidden_row_and_note_are_reported_not_imported()
    {
        var reading = Books.Read(Samples.MessyLedger());

        Assert.Equal(3, reading.ControlSums.Count);
        Assert.All(reading.ControlSums, sum => Assert.True(sum.Agrees));
        Assert.Equal([3600.25m, 5150.25m, 10795.00m], reading.ControlSums.Select(s => s.Stated));
        Assert.Contains(reading.Notes, n => n.English.Contains("row 12 is hidden", StringComparison.Ordinal));
        Assert.Contains(reading.Notes,
            n => n.English.Contains("row 16 was taken for a note", StringComparison.Ordinal));
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
    public void A_long_number_cell_is_refused_because_its_last_digits_are_gone()
    {
        var reading = Books.Read(Samples.CleanLedger(sheet => sheet.Cell("C8").Value = 6222021234567890123d));

        Assert.Equal(("number-too-long", "C8"),
            Assert.Single(reading.Problems.Select(p => (p.Finding.Code, p.Address!))));
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
    public void A_formula_without_a_stored_result_is_a_problem_of_its_cell()
    {
        var reading = Books.Read(Samples.CleanLedger(sheet => sheet.Cell("E8").FormulaA1 = "1000+250.25"));

        Assert.Equal(
            ("formula-without-result", "E8"),
                Assert.Single(reading.Problems.Select(p => (p.Finding.Code, p.Address!))));
    }
}
