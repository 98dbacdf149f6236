using ClosedXML.Excel;
using DealerIntegration.Connectors.Spreadsheets.Uploads;
using DealerIntegration.Domain.Canonical;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Connectors.Tests.Spreadsheets;

/// <summary>Ledgers not to be believed: each is refused as a whole, with the cell, its value and a remedy.</summary>
public class BadLedgerTests
{
    [Fact]
    public void Of_another_dealer() => Refused(
        Samples.CleanLedger(sheet => sheet.Cell("B1").Value = "D002"), "other-dealer B1 D002", "D001");

    [Fact]
    public void Of_another_month() => Refused(
        Samples.CleanLedger(sheet => sheet.Cell("B2").SetValue<string>("2026-09")), "other-period B2 2026-09",
        "2026-10");

    [Fact]
    public void With_a_wrong_grand_total() => Refused(
        Samples.CleanLedger(sheet => sheet.Row(11, "合计", null, null, null, 351.25m)), "total-differs E11 351.25",
        "1.00");

    [Fact]
    public void Whose_closing_balance_is_not_opening_plus_lines() => Refused(
        Samples.CleanLedger(sheet => sheet.Cell("B5").Value = 1350.74m), "balance-does-not-roll B5 1350.74",
        "1,350.75");

    [Fact]
    public void With_a_currency_that_does_not_exist() => Refused(
        Samples.CleanLedger(sheet => sheet.Cell("B3").Value = "CNH"), "unknown-currency B3 CNH", "'CNH'");

    [Fact]
    public void With_a_currency_written_as_a_word_nobody_mapped() => Refused(
        Samples.CleanLedger(sheet => sheet.Cell("B3").Value = "美刀"), "unknown-currency B3 美刀", "'美刀'");

    [Fact]
    public void With_a_date_of_next_year() => Refused(
        Samples.CleanLedger(sheet => sheet.Cell("A9").SetValue(new DateTime(2027, 10, 12))),
        "in-the-future A9 2027-10-12", "2026-11-02");

    [Fact]
    public void With_a_day_of_the_month_that_was_still_to_come() => Refused(
        Samples.CleanLedger(), "in-the-future A10 2026-10-28", "2026-10-20",
        new Known { ReceivedOn = new DateOnly(2026, 10, 20) });

    [Fact]
    public void The_day_it_was_received_is_not_the_future() => Assert.Equal(
        UploadVerdict.Accepted,
        Books.Read(Samples.CleanLedger(), knowledge: new Known { ReceivedOn = new DateOnly(2026, 10, 28) }).Verdict);

    [Fact]
    public void A_month_that_was_opened_before_it_began_is_judged_by_the_month_alone() => Assert.Equal(
        UploadVerdict.Accepted,
        Books.Read(Samples.CleanLedger(), knowledge: new Known { ReceivedOn = new DateOnly(2026, 9, 30) }).Verdict);

    [Fact]
    public void Totals_among_the_rows_are_compared_and_not_imported_even_where_they_bear_a_date()
    {
        var content = Samples.CleanLedger(sheet =>
        {
            sheet.Row(11, new DateOnly(2026, 10, 31), null, null, "本月合计", 350.25m);
            sheet.Row(12, new DateOnly(2026, 10, 31), null, null, "本年累计", 98765.43m);
        });

        var reading = Books.Read(content);

        Assert.Empty(reading.Problems);
        Assert.Equal(3, Assert.Single(reading.Documents).Lines.Count);
        Assert.Contains(reading.ControlSums, s => s is { Row: 11, Stated: 350.25m, Agrees: true });
        Assert.Contains(
            reading.Notes, n => n.English.Contains("row 12 adds up more than this table", StringComparison.Ordinal));
    }

    [Fact]
    public void A_dated_total_that_is_wrong_refuses_the_ledger_at_its_cell() => Refused(
        Samples.CleanLedger(sheet => sheet.Row(11, new DateOnly(2026, 10, 31), null, null, "合计", 350.26m)),
        "total-differs E11 350.26", "0.01");

    [Fact]
    public void A_text_that_only_begins_like_a_total_is_an_entry()
    {
        var reading = Books.Read(Samples.CleanLedger(sheet =>
        {
            sheet.Row(11, new DateOnly(2026, 10, 30), "其他", "ADJ-1", "合计调整", 1m);
            sheet.Cell("B5").Value = 1351.75m;
        }));

        Assert.Equal(4, Assert.Single(reading.Documents).Lines.Count);
    }

    [Fact]
    public void A_currency_in_small_letters_is_meant_and_one_of_three_places_is_known()
    {
        var reading = Books.Read(Samples.CleanLedger(sheet => sheet.Cell("B3").Value = "usd"));
        Assert.Equal("USD", reading.Documents[0].Values[Datasets.Ledger.IndexOf("currency")]);
        Assert.True(CurrencyCodes.Exists("KWD"));
        Assert.All(["RMB", "XXX", "XTS", "XAU", "cny", "", "HRK"], code => Assert.False(CurrencyCodes.Exists(code)));
    }

    private static void Refused(byte[] content, string problem, string told, IUploadKnowledge? knowledge = null)
    {
        var reading = Books.Read(content, knowledge: knowledge);
        Assert.Equal(UploadVerdict.Refused, reading.Verdict);
        Assert.Empty(reading.Documents);
        var found = Assert.Single(reading.Problems);
        Assert.Equal(problem, $"{found.Finding.Code} {found.Address} {found.Value}");
        Assert.Contains(told, found.Finding.Message.English + found.Finding.Remedy.English, StringComparison.Ordinal);
        Assert.NotEqual("", found.Finding.Remedy.Chinese);
    }
}
