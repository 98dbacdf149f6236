using DealerIntegration.Domain.Reconciliation;
using static DealerIntegration.Domain.Tests.Reconciliation.Sample;

namespace DealerIntegration.Domain.Tests.Reconciliation.Causes;

public sealed class DuplicateCauseTests
{
    [Fact]
    public void The_second_copy_of_a_matched_line_is_a_duplicate_and_another_amount_is_not()
    {
        var result = Run(
            Book(Entry("90001", 100m)),
            Book(Entry("row 9", 100m, "90001"), Entry("row 10", 100m, "INV 90001"), Entry("row 11", 60m, "90001")));

        var copy = Assert.Single(result.Breaks, b => b.Theirs!.Id == "row 10");
        Assert.Equal((BreakCause.Duplicate, false), (copy.Cause!.Value, copy.OurCorrection));
        Assert.Equal(["90001", "row 10"], copy.Documents);
        Assert.Null(Assert.Single(result.Breaks, b => b.Theirs!.Id == "row 11").Cause);
        Assert.Equal((160m, 60m), (result.Difference, result.Residual));
    }

    [Fact]
    public void A_wrong_price_booked_twice_is_a_price_and_a_duplicate()
    {
        var result = Run(
            Book(Entry("90001", 100m)),
            Book(Entry("row 9", 80m, "90001"), Entry("row 10", 80m, "90001")),
            Evidence(Proof("90001", 100m, "80001", null, null, "10001", 80m)));
        Assert.Equal([BreakCause.Duplicate, BreakCause.UnitPrice], result.Explained.Keys);
        Assert.True(result.IsGreen);
    }

    [Fact]
    public void An_invoice_of_last_month_that_their_opening_balance_holds_needs_the_line_that_shows_it()
    {
        var ours = BookFrom(500m) with { Neighbours = [Entry("90001", 500m, date: "2026-09-30")] };
        var theirs = BookFrom(500m, Entry("row 9", 500m, "90001", date: "2026-10-03"));
        Assert.Equal(500m, Run(ours, theirs).Residual);

        var shown = theirs with { Neighbours = [Entry("row 8", 500m, "90001", date: "2026-09-30")] };
        Assert.Equal(BreakCause.Duplicate, Assert.Single(Run(ours, shown).Breaks).Cause);
        Assert.True(Run(ours, shown).IsGreen);
    }

    [Fact]
    public void A_payment_we_do_not_know_counts_once_and_its_copy_is_a_duplicate()
    {
        var result = Run(
            Book(),
            Book(
                Entry("row 9", -500m, "BK-9", EntryKind.Payment), Entry("row 10", -500m, "bk-9", EntryKind.Payment)),
            rules: Rules with { AcceptNamedPayment = true });
        Assert.Equal(
            [BreakCause.Duplicate, BreakCause.NotBookedByUs], result.Breaks.Select(b => b.Cause!.Value).Order());
    }

    [Fact]
    public void A_duplicate_goes_before_a_document_of_another_dealer()
    {
        var evidence = Domain.Reconciliation.Evidence.None with
        {
            ForeignDocuments = [new(BookSide.Ours, "D002", "90001", new DateOnly(2026, 10, 1), 100m, "CNY")],
        };
        var result = Run(
            Book(Entry("90001", 100m)), Book(Entry("row 9", 100m, "90001"), Entry("row 10", 100m, "90001")), evidence);
        Assert.Equal(BreakCause.Duplicate, Assert.Single(result.Breaks).Cause);
    }
}
