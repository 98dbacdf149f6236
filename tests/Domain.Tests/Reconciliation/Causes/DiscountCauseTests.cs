using DealerIntegration.Domain.Reconciliation;
using static DealerIntegration.Domain.Tests.Reconciliation.Causes.Case;

namespace DealerIntegration.Domain.Tests.Reconciliation.Causes;

public sealed class DiscountCauseTests
{
    private static readonly InvoiceEvidence Given = Invoice(
        Line("10", 100m, 3m, discount: 30m, tax: 0.13m), Line("20", 50m, 4m, discount: 10m, tax: 0.13m));

    private static readonly InvoiceEvidence Forgotten = Invoice(
        Line("10", 100m, 3m, orderDiscount: 30m), Line("20", 50m, 4m));

    [Fact]
    public void A_discount_of_the_invoice_that_the_dealer_left_out_is_the_dealers_to_correct()
    {
        var found = Assert.Single(Booked(Given, Given.Gross() + 45.20m));
        Assert.Equal((BreakCause.Discount, false), (found.Cause!.Value, found.OurCorrection));
        Assert.Equal(["90001"], found.Documents);
        Says(found, "a discount of 30.00 left out", "a discount of 10.00 left out", "together 45.20");
    }

    [Fact]
    public void A_discount_left_out_on_one_line_names_that_line() =>
        Says(Assert.Single(Booked(Given, Given.Gross() + 11.30m)), "line 20 (P20)", "a discount of 10.00", "11.30");

    [Fact]
    public void A_discount_of_the_order_that_the_invoice_did_not_give_is_ours_to_correct()
    {
        var found = Assert.Single(Booked(Forgotten, Forgotten.Gross() - 30m));
        Assert.Equal((BreakCause.Discount, true), (found.Cause!.Value, found.OurCorrection));
        Assert.Equal(["90001", "10001"], found.Documents);
    }

    [Fact]
    public void A_part_of_the_order_gets_its_part_of_the_discount() =>
        Assert.Equal(
            BreakCause.Discount,
            CauseOf(Invoice(Line("10", 50m, 3m, orderQuantity: 100m, orderDiscount: 30m)), 135m));

    [Fact]
    public void Without_the_order_its_discount_proves_nothing() =>
        Assert.Null(CauseOf(Forgotten with { OrderNumber = null }, Forgotten.Gross() - 30m));

    [Fact]
    public void Another_amount_than_the_discount_is_no_discount() =>
        Assert.Null(CauseOf(Forgotten, Forgotten.Gross() - 29m));

    [Fact]
    public void A_discount_goes_before_a_line_of_an_unknown_product() =>
        Assert.Equal(
            BreakCause.Discount,
            CauseOf(
                Invoice(Line("10", 100m, 3m, orderDiscount: 30m), Line("20", 10m, 3m, known: false)), 300m));
}
