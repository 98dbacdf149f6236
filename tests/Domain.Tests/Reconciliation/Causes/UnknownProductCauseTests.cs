using DealerIntegration.Domain.Reconciliation;
using static DealerIntegration.Domain.Tests.Reconciliation.Causes.Case;

namespace DealerIntegration.Domain.Tests.Reconciliation.Causes;

public sealed class UnknownProductCauseTests
{
    private static readonly InvoiceEvidence New = Invoice(
        Line("10", 100m, 3m), Line("20", 5m, 8m, known: false), Line("30", 2m, 9m, known: false));

    [Fact]
    public void Lines_left_out_because_nobody_knows_the_product_are_an_unknown_product()
    {
        var found = Assert.Single(Booked(New, 300m));
        Assert.Equal((BreakCause.UnknownProduct, false), (found.Cause!.Value, found.OurCorrection));
        Assert.Equal(["90001"], found.Documents);
        Says(found, "line 20 (P20)", "line 30 (P30)", "together -58.00");
    }

    [Fact]
    public void One_line_left_out_is_named() => Says(Assert.Single(Booked(New, 340m)), "line 30 (P30)", "-18.00");

    [Fact]
    public void A_line_of_a_known_product_that_is_left_out_is_none() =>
        Assert.NotEqual(BreakCause.UnknownProduct, CauseOf(Invoice(Line("10", 100m, 3m), Line("20", 5m, 8m)), 300m));

    [Fact]
    public void Another_amount_than_the_lines_have_is_none() => Assert.Null(
        CauseOf(New with { OrderNumber = null }, 301m));

    [Fact]
    public void An_unknown_product_goes_before_a_rounding_and_an_amount() =>
        Assert.Equal(
            BreakCause.UnknownProduct,
            CauseOf(Invoice(Line("10", 100m, 1m, tax: 0.13m), Line("20", 13m, 1m, known: false)), 113m));
}
