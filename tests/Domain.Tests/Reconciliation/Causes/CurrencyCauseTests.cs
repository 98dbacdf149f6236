using DealerIntegration.Domain.Reconciliation;
using static DealerIntegration.Domain.Tests.Reconciliation.Causes.Case;

namespace DealerIntegration.Domain.Tests.Reconciliation.Causes;

public sealed class CurrencyCauseTests
{
    [Fact]
    public void One_number_in_two_currencies_explains_both_lines_and_moves_the_balance_by_one()
    {
        var result = Sample.Run(
            Sample.Book(Sample.Entry("90001", 100m)),
            Sample.Book(Sample.Entry("row 9", 14m, "INV 90001", currency: "USD")));
        Assert.Equal(
            [(BreakKind.MissingInOurs, 0m), (BreakKind.MissingInTheirs, -100m)],
            result.Breaks.Select(b => (b.Kind, b.Effect)).Order());
        Assert.All(result.Breaks, found =>
        {
            Assert.Equal((BreakCause.Currency, false), (found.Cause!.Value, found.OurCorrection));
            Assert.Equal(["90001", "row 9"], found.Documents);
            Says(found, "100.00 CNY", "14.00 USD");
        });
        Assert.True(result.IsGreen);
    }

    [Fact]
    public void Without_the_same_number_on_the_other_side_it_is_none() => Assert.All(
        Breaks([Sample.Entry("90001", 100m)], [Sample.Entry("row 9", 100m, "90002", currency: "USD")]),
        found => Assert.Null(found.Cause));

    [Fact]
    public void A_payment_and_an_invoice_of_one_number_are_no_twins() => Assert.All(
        Breaks(
            [Sample.Entry("90001", 100m)], [Sample.Entry("row 9", -14m, "90001", EntryKind.Payment, currency: "USD")]),
        found => Assert.Null(found.Cause));

    [Fact]
    public void A_line_is_the_twin_of_one_line_only() => Assert.Single(
        Breaks(
            [Sample.Entry("90001", 100m)],
            [
                Sample.Entry("row 9", 14m, "90001", currency: "USD"),
                Sample.Entry("row 10", 15m, "90001", currency: "USD"),
            ]),
        found => found.Cause is null);

    [Fact]
    public void A_matched_line_has_no_twin() => Assert.Null(Assert.Single(Breaks(
        [Sample.Entry("90001", 100m)],
        [Sample.Entry("row 9", 100m, "90001"), Sample.Entry("row 10", 14m, "90001", currency: "USD")])).Cause);

    [Fact]
    public void Another_currency_goes_before_a_document_that_the_dealer_has_not_booked()
    {
        var found = Breaks(
            [Sample.Entry("90001", 100m)],
            [Sample.Entry("row 9", 14m, "90001", currency: "USD")],
            Sample.Evidence(Invoice(Line("10", 100m, 1m))));
        Assert.All(found, b => Assert.Equal(BreakCause.Currency, b.Cause));
    }
}
