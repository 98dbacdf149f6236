using DealerIntegration.Domain.Reconciliation;
using DealerIntegration.Domain.Values;
using static DealerIntegration.Domain.Tests.Reconciliation.Sample;

namespace DealerIntegration.Domain.Tests.Reconciliation;

/// <summary>Every cause with its evidence, and the same situation without it.</summary>
public sealed class BreakCauseTests
{
    private static readonly DateOnly Shipped = new(2026, 10, 29);

    [Theory]
    [InlineData(null, BreakCause.InTransitAtCutOff)]
    [InlineData("2026-11-01", BreakCause.InTransitAtCutOff)]
    [InlineData("2026-10-31", BreakCause.NotBookedByDealer)]
    public void Goods_that_arrive_after_the_last_day_are_in_transit(string? deliveredOn, BreakCause expected)
    {
        var delivered = deliveredOn is null ? (DateOnly?)null : DateOnly.Parse(deliveredOn);
        var result = Run(
            Book(Entry("90001", 100m, date: "2026-10-29")),
            Book(),
            Evidence(Proof("90001", 100m, "80001", Shipped, delivered)));

        var found = Assert.Single(result.Breaks);
        Assert.Equal((BreakKind.MissingInTheirs, expected, -100m), (found.Kind, found.Cause!.Value, found.Effect));
        Assert.Equal(["90001", "80001"], found.Documents);
        Assert.True(result.IsGreen);
    }

    [Fact]
    public void An_invoice_without_a_shipment_proves_nothing_and_stays_in_the_residual()
    {
        var result = Run(Book(Entry("90001", 100m)), Book());
        Assert.Null(Assert.Single(result.Breaks).Cause);
        Assert.Equal(-100m, result.Residual);
        Assert.False(result.IsGreen);
    }

    [Fact]
    public void A_payment_we_post_next_month_explains_their_lower_balance()
    {
        var ours = Book() with
        {
            Neighbours = [Entry("70001", -500m, "BK-9", EntryKind.Payment, "2026-11-02")],
        };
        var result = Run(ours, Book(Entry("row 9", -500m, "bk-9", EntryKind.Payment, "2026-10-31")));

        var found = Assert.Single(result.Breaks);
        Assert.Equal((BreakCause.OtherPeriod, -500m, -500m), (found.Cause!.Value, found.Amount, found.Effect));
        Assert.Equal((new Period(2026, 11), October), (found.OurPeriod!.Value, found.TheirPeriod!.Value));
        Assert.Equal("BK-9", found.Reference);
        Assert.True(result.IsGreen);
    }

    [Fact]
    public void An_invoice_of_last_month_that_they_book_now_moves_the_opening_and_not_the_closing_difference()
    {
        var ours = BookFrom(500m) with { Neighbours = [Entry("90001", 500m, date: "2026-09-30")] };
        var result = Run(ours, BookFrom(0m, Entry("row 9", 500m, "90001", date: "2026-10-03")));

        var found = Assert.Single(result.Breaks);
        Assert.Equal((BreakCause.OtherPeriod, 500m, 0m), (found.Cause!.Value, found.Amount, found.Effect));
        Assert.Equal((new Period(2026, 9), October), (found.OurPeriod!.Value, found.TheirPeriod!.Value));
        Assert.Equal((-500m, 0m), (result.OpeningDifference, result.Residual));
        Assert.True(result.IsGreen);
    }

    [Fact]
    public void An_invoice_of_last_month_that_their_opening_balance_holds_already_is_not_explained_by_last_month()
    {
        var ours = BookFrom(500m) with { Neighbours = [Entry("90001", 500m, date: "2026-09-30")] };
        var theirs = BookFrom(500m, Entry("row 9", 500m, "90001", date: "2026-10-03"));
        Assert.Equal(500m, Run(ours, theirs).Residual);

        var shown = theirs with { Neighbours = [Entry("row 8", 500m, "90001", date: "2026-09-30")] };
        var result = Run(ours, shown);
        Assert.Equal(BreakCause.Duplicate, Assert.Single(result.Breaks).Cause);
        Assert.True(result.IsGreen);
    }

    [Fact]
    public void Our_line_that_their_ledger_of_last_month_holds_is_in_their_opening_balance()
    {
        var ours = BookFrom(0m, Entry("70001", -500m, "BK-9", EntryKind.Payment, "2026-10-02"));
        var theirs = BookFrom(-500m) with
        {
            Neighbours = [Entry("row 8", -500m, "BK-9", EntryKind.Payment, "2026-09-30")],
        };
        var result = Run(ours, theirs);
        Assert.Equal((BreakCause.OtherPeriod, 0m), (result.Breaks[0].Cause!.Value, result.Breaks[0].Effect));
        Assert.True(result.IsGreen);
    }

    [Fact]
    public void A_different_amount_in_the_other_month_leaves_the_rest_as_a_break_of_its_own()
    {
        var ours = BookFrom(500m) with { Neighbours = [Entry("90001", 500m, date: "2026-09-30")] };
        var result = Run(ours, BookFrom(0m, Entry("row 9", 470m, "90001", date: "2026-10-03")));

        Assert.Equal([BreakCause.OtherPeriod, null], result.Breaks.OrderBy(b => b.Kind).Select(b => b.Cause));
        Assert.Equal(-30m, Assert.Single(result.Breaks, b => b.Kind == BreakKind.Unequal).Effect);
        Assert.Equal(-30m, result.Residual);
    }

    [Theory]
    [InlineData("90.00", BreakCause.Quantity)]
    [InlineData("80.00", BreakCause.UnitPrice)]
    [InlineData("100.05", BreakCause.RoundingOrTax)]
    [InlineData("99.95", BreakCause.RoundingOrTax)]
    [InlineData("100.06", null)]
    [InlineData("85.00", null)]
    public void An_unequal_amount_needs_the_document_that_says_it(string theirs, BreakCause? expected)
    {
        var amount = decimal.Parse(theirs);
        var result = Run(
            Book(Entry("90001", 100m)),
            Book(Entry("row 9", amount, "90001")),
            Evidence(Proof("90001", 100m, "80001", Shipped, Shipped, "10001", 80m, 90m)));

        var found = Assert.Single(result.Breaks);
        Assert.Equal((BreakKind.Unequal, amount - 100m), (found.Kind, found.Amount));
        Assert.Equal(expected, found.Cause);
        Assert.Equal(expected is null ? amount - 100m : 0m, result.Residual);
    }

    [Fact]
    public void An_order_that_agrees_with_the_invoice_does_not_make_a_price_out_of_a_few_cents()
    {
        var result = Run(
            Book(Entry("90001", 100m)),
            Book(Entry("row 9", 100.02m, "90001")),
            Evidence(Proof("90001", 100m, "80001", Shipped, Shipped, "10001", 100m, 100m)));
        Assert.Equal(BreakCause.RoundingOrTax, Assert.Single(result.Breaks).Cause);
    }

    [Fact]
    public void The_second_copy_of_a_matched_line_is_a_duplicate_and_another_amount_is_not()
    {
        var result = Run(
            Book(Entry("90001", 100m)),
            Book(Entry("row 9", 100m, "90001"), Entry("row 10", 100m, "INV 90001"), Entry("row 11", 60m, "90001")));

        Assert.Equal(BreakCause.Duplicate, Assert.Single(result.Breaks, b => b.Theirs!.Id == "row 10").Cause);
        Assert.Null(Assert.Single(result.Breaks, b => b.Theirs!.Id == "row 11").Cause);
        Assert.Equal((160m, 60m), (result.Difference, result.Residual));
    }

    [Fact]
    public void A_wrong_price_booked_twice_is_a_price_and_a_duplicate()
    {
        var result = Run(
            Book(Entry("90001", 100m)),
            Book(Entry("row 9", 80m, "90001"), Entry("row 10", 80m, "90001")),
            Evidence(Proof("90001", 100m, "80001", Shipped, Shipped, "10001", 80m, null)));
        Assert.Equal([BreakCause.Duplicate, BreakCause.UnitPrice], result.Explained.Keys);
        Assert.True(result.IsGreen);
    }

    [Theory]
    [InlineData(true, "BK-9", true)]
    [InlineData(true, "", false)]
    [InlineData(false, "BK-9", false)]
    public void Their_payment_counts_only_with_a_bank_reference_and_where_the_rules_say_so(
        bool accept, string reference, bool explained)
    {
        var result = Run(
            Book(),
            Book(Entry("row 9", -500m, reference, EntryKind.Payment)),
            rules: Rules with { AcceptNamedPayment = accept });
        Assert.Equal(explained ? BreakCause.NotBookedByUs : null, Assert.Single(result.Breaks).Cause);
        Assert.Equal(explained, result.IsGreen);
    }
}
