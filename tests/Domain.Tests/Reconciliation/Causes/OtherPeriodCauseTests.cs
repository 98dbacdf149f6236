using DealerIntegration.Domain.Reconciliation;
using DealerIntegration.Domain.Values;
using static DealerIntegration.Domain.Tests.Reconciliation.Sample;

namespace DealerIntegration.Domain.Tests.Reconciliation.Causes;

public sealed class OtherPeriodCauseTests
{
    [Fact]
    public void A_payment_we_post_next_month_explains_their_lower_balance()
    {
        var result = Run(
            Book() with { Neighbours = [Entry("70001", -500m, "BK-9", EntryKind.Payment, "2026-11-02")] },
            Book(Entry("row 9", -500m, "bk-9", EntryKind.Payment, "2026-10-31")));

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

    [Fact]
    public void The_rest_gets_the_cause_that_the_documents_of_the_other_months_invoice_prove()
    {
        var matched = Reconciler.Match(
            BookFrom(500m) with { Neighbours = [Entry("90001", 500m, date: "2026-09-30")] },
            BookFrom(0m, Entry("row 9", 470m, "90001", date: "2026-10-03")),
            Rules,
            October);
        Assert.Contains("90001", matched.Wanted.Invoices);
        var result = matched.Explain(Evidence(Proof("90001", 500m, order: "10001", atOrderPrice: 470m)));
        Assert.Equal(
            [BreakCause.OtherPeriod, BreakCause.UnitPrice], result.Breaks.Select(b => b.Cause!.Value).Order());
        Assert.True(result.IsGreen);
    }

    [Fact]
    public void A_line_beside_the_period_explains_one_difference_only()
    {
        var ours = BookFrom(500m) with { Neighbours = [Entry("90001", 500m, date: "2026-09-30")] };
        var theirs = BookFrom(
            0m, Entry("row 9", 500m, "90001", date: "2026-10-03"), Entry("row 10", 490m, "90001", date: "2026-10-03"));
        Assert.Equal(
            [null, BreakCause.OtherPeriod], Run(ours, theirs).Breaks.Select(b => b.Cause).Order());
    }

    [Fact]
    public void Another_period_goes_before_a_duplicate()
    {
        var ours = BookFrom(500m) with { Neighbours = [Entry("90001", 500m, date: "2026-09-30")] };
        var result = Run(
            ours,
            BookFrom(
                0m,
                Entry("row 9", 500m, "90001", date: "2026-10-03"),
                Entry("row 10", 500m, "90001", date: "2026-10-04")));
        Assert.Equal(
            [("row 9", BreakCause.OtherPeriod), ("row 10", BreakCause.Duplicate)],
            result.Breaks.Select(b => (b.Theirs!.Id, b.Cause!.Value)));
    }
}
