using DealerIntegration.Domain.Reconciliation;
using static DealerIntegration.Domain.Tests.Reconciliation.Causes.Case;

namespace DealerIntegration.Domain.Tests.Reconciliation.Causes;

public sealed class WrongDealerCauseTests
{
    private static readonly ForeignDocument OnAnother = new(BookSide.Ours, "D002", "90001", Day, 100m, "CNY");
    private static readonly ForeignDocument InAnothersLedger = OnAnother with { Side = BookSide.Theirs };

    [Fact]
    public void A_document_that_we_booked_on_another_dealer_is_ours_to_correct()
    {
        var found = Assert.Single(Breaks([], [Sample.Entry("row 9", 100m, "inv 90001")], With(OnAnother)));
        Assert.Equal((BreakCause.WrongDealer, true, 100m), (found.Cause!.Value, found.OurCorrection, found.Effect));
        Assert.Equal(["90001", "row 9"], found.Documents);
        Says(found, "D002", "90001", "100.00", "2026-10-12");
    }

    [Fact]
    public void A_document_that_the_other_dealer_has_booked_too_is_this_dealers_to_correct()
    {
        var found = Assert.Single(
            Breaks([], [Sample.Entry("row 9", 100m, "90001")], With(OnAnother, InAnothersLedger)));
        Assert.Equal((BreakCause.WrongDealer, false), (found.Cause!.Value, found.OurCorrection));
        Says(found, "in its ledger too");
    }

    [Fact]
    public void Our_document_in_the_ledger_of_another_dealer_is_ours_to_correct()
    {
        var found = Assert.Single(Breaks([Sample.Entry("90001", 100m)], [], With(InAnothersLedger)));
        Assert.Equal((BreakCause.WrongDealer, true, -100m), (found.Cause!.Value, found.OurCorrection, found.Effect));
        Says(found, "dealer D002 has 90001", "100.00");
    }

    [Theory]
    [InlineData("90002", "100.00", "CNY")]
    [InlineData("90001", "100.01", "CNY")]
    [InlineData("90001", "-100.00", "CNY")]
    [InlineData("90001", "100.00", "USD")]
    public void Another_number_amount_or_currency_is_another_document(string number, string amount, string currency)
    {
        var other = OnAnother with { Reference = number, Amount = decimal.Parse(amount), Currency = currency };
        Assert.Null(Assert.Single(Breaks([], [Sample.Entry("row 9", 100m, "90001")], With(other))).Cause);
    }

    [Fact]
    public void The_side_decides_which_direction_it_proves()
    {
        Assert.Null(Assert.Single(Breaks([], [Sample.Entry("row 9", 100m, "90001")], With(InAnothersLedger))).Cause);
        Assert.Null(Assert.Single(Breaks([Sample.Entry("90001", 100m)], [], With(OnAnother))).Cause);
    }

    [Fact]
    public void A_document_explains_one_difference_only_and_the_copy_is_a_duplicate()
    {
        var theirs = new[] { Sample.Entry("row 9", 100m, "90001"), Sample.Entry("row 10", 100m, "90001") };
        Assert.Equal(
            [BreakCause.Duplicate, BreakCause.WrongDealer],
            Breaks([], theirs, With(OnAnother)).Select(b => b.Cause!.Value).Order());
        var ours = new[] { Sample.Entry("90001", 100m), Sample.Entry("90001b", 100m, "90001") };
        Assert.Single(Breaks(ours, [], With(InAnothersLedger)), b => b.Cause == BreakCause.WrongDealer);
    }

    [Fact]
    public void Another_dealer_goes_before_another_currency() => Assert.Equal(
        BreakCause.WrongDealer,
        Assert.Single(
            Breaks(
                [Sample.Entry("90001", 14m, currency: "USD")], [Sample.Entry("row 9", 100m, "90001")], With(OnAnother)),
            b => b.Theirs is not null).Cause);

    private static Evidence With(params ForeignDocument[] documents) =>
        Evidence.None with { ForeignDocuments = documents };
}
