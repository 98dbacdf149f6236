using DealerIntegration.Domain.Reconciliation;
using static DealerIntegration.Domain.Tests.Reconciliation.Sample;

namespace DealerIntegration.Domain.Tests.Reconciliation;

public sealed class MatchingTests
{
    [Theory]
    [InlineData("90001", "90001", "exactKey")]
    [InlineData("90001", "0090001", "normalisedKey")]
    [InlineData("90001", "发票90001", "normalisedKey")]
    [InlineData("90001", "inv-000 90001", "normalisedKey")]
    [InlineData("ab90001", "ＡＢ　９０００１", "normalisedKey")]
    [InlineData("90001", "90002", null)]
    public void Document_numbers_meet_in_spite_of_how_dealers_write_them(string ours, string theirs, string? step)
    {
        var result = Run(Book(Entry("90001", 100m, ours)), Book(Entry("row 9", 140m, theirs)));
        Assert.Equal(step, result.Matches.SingleOrDefault()?.Step);
    }

    [Fact]
    public void A_match_names_step_rules_score_and_arithmetic()
    {
        var match = Assert.Single(Run(Book(Entry("90001", 100m)), Book(Entry("row 9", 100.02m, "90001"))).Matches);
        Assert.Equal(("exactKey", "test", 7, 1m), (match.Step, match.RuleCode, match.RuleVersion, match.Score));
        Assert.Equal((100m, 100.02m), (match.OurAmount, match.TheirAmount));
        Assert.Contains("theirs − ours = 0.02", match.Arithmetic, StringComparison.Ordinal);
    }

    [Fact]
    public void A_payment_never_settles_as_the_invoice_it_names()
    {
        var result = Run(Book(Entry("90001", 100m)), Book(Entry("row 9", -100m, "90001", EntryKind.Payment)));
        Assert.Empty(result.Matches);
    }

    [Fact]
    public void A_line_of_unknown_kind_matches_by_sign()
    {
        var ours = Book(Entry("90001", -100m, kind: EntryKind.CreditNote));
        Assert.Single(Run(ours, Book(Entry("row 9", -100m, "90001", EntryKind.Other))).Matches);
        Assert.Empty(Run(ours, Book(Entry("row 9", 100m, "90001", EntryKind.Other))).Matches);
    }

    [Fact]
    public void A_number_that_names_another_document_is_evidence_against_an_equal_amount()
    {
        var ours = Book(Entry("90001", 100m), Entry("90002", 100m));
        var result = Run(ours, Book(Entry("row 9", 100m, "90001"), Entry("row 10", 100m, "90001")));
        Assert.Equal("exactKey", Assert.Single(result.Matches).Step);
        Assert.Equal(2, result.Breaks.Count);
    }

    [Fact]
    public void The_closest_amount_goes_first_and_then_the_closest_day()
    {
        var result = Run(
            Book(Entry("90001", 100m, "", date: "2026-10-10"), Entry("90002", 100.03m, "", date: "2026-10-10")),
            Book(
                Entry("row 9", 100.03m, "", date: "2026-10-12"),
                Entry("row 10", 100.03m, "", date: "2026-10-11"),
                Entry("row 11", 100.01m, "", date: "2026-10-13")));
        Assert.Equal(
            ["90001/row 11", "90002/row 10"], result.Matches.Select(m => $"{m.Ours[0].Id}/{m.Theirs[0].Id}"));
    }

    [Fact]
    public void Several_currencies_never_mix_and_a_foreign_line_moves_no_balance()
    {
        var result = Run(
            Book(Entry("90001", 100m)), Book(Entry("row 9", 100m, "90001", currency: "USD")));
        Assert.Empty(result.Matches);
        Assert.Equal(0m, Assert.Single(result.Breaks, b => b.Kind == BreakKind.MissingInOurs).Effect);
        Assert.Equal(FindingCode.ForeignCurrencyEntry, Assert.Single(result.Findings).Code);
    }

    [Fact]
    public void A_statement_that_does_not_add_up_says_both_figures_and_is_never_green()
    {
        var theirs = BookFrom(10m, Entry("row 9", 100m, "90001")) with { ClosingBalance = 100m };
        var result = Run(Book(Entry("90001", 100m)), theirs);

        var finding = Assert.Single(result.Findings);
        Assert.Equal((FindingCode.StatementDoesNotAdd, BookSide.Theirs), (finding.Code, finding.Side));
        Assert.Contains("110.00", finding.Message, StringComparison.Ordinal);
        Assert.Contains("100.00", finding.Message, StringComparison.Ordinal);
        Assert.Equal(0m, result.Residual);
        Assert.False(result.IsGreen);
    }

    [Fact]
    public void A_balance_that_no_line_carries_stays_in_the_residual()
    {
        var theirs = Book(Entry("row 9", 100m, "90001")) with { ClosingBalance = 130m };
        Assert.Equal(30m, Run(Book(Entry("90001", 100m)), theirs).Residual);
    }

    [Fact]
    public void A_statement_of_another_dealer_or_currency_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Run(Book(), Book() with { DealerCode = "D002" }));
        Assert.Throws<ArgumentException>(() => Run(Book(), Book() with { Currency = "USD" }));
    }

    [Fact]
    public void Rules_that_cannot_run_name_every_member_at_fault()
    {
        var rules = Rules with
        {
            Steps = ["exactKey", "guess", "exactKey"],
            Tolerance = new Tolerance { Absolute = -1m, Percent = 5m, DateWindowDays = 400 },
        };
        var problems = rules.Validate();
        Assert.Equal(
            ["steps[1]", "steps[2]", "tolerance.absolute", "tolerance.percent", "tolerance.dateWindowDays"],
            problems.Select(problem => problem[..problem.IndexOf(':', StringComparison.Ordinal)]));
        Assert.Throws<ArgumentException>(() => Run(Book(), Book(), rules: rules));
    }
}
