using DealerIntegration.Domain.Reconciliation;
using static DealerIntegration.Domain.Tests.Reconciliation.Causes.Case;

namespace DealerIntegration.Domain.Tests.Reconciliation.Causes;

public sealed class UnitPriceCauseTests
{
    private static readonly InvoiceEvidence Dear = Invoice(
        Line("10", 100m, 3m, ordered: 2.80m), Line("20", 50m, 4m, ordered: 3.90m), Line("30", 7m, 11m));

    [Fact]
    public void The_prices_of_the_order_on_all_lines_are_a_unit_price()
    {
        var found = Assert.Single(Booked(Dear, Dear.Gross() - 25m));
        Assert.Equal((BreakCause.UnitPrice, true), (found.Cause!.Value, found.OurCorrection));
        Assert.Equal(["90001", "10001"], found.Documents);
        Says(found, "Order 10001", "ordered at 2.80, invoiced at 3.00", "together -25.00");
    }

    [Fact]
    public void The_price_of_the_order_on_one_line_is_a_unit_price_of_that_line() =>
        Says(Assert.Single(Booked(Dear, Dear.Gross() - 5m)), "line 20 (P20)", "ordered at 3.90", "-5.00");

    [Fact]
    public void A_price_below_a_cent_counts_with_all_its_digits() =>
        Assert.Equal(BreakCause.UnitPrice, CauseOf(Invoice(Line("10", 10_000m, 0.0125m, ordered: 0.0124m)), 124m));

    [Fact]
    public void No_order_no_price() => Assert.Null(CauseOf(Dear with { OrderNumber = null }, Dear.Gross() - 5m));

    [Fact]
    public void Another_amount_than_the_order_says_is_no_price() => Assert.Null(CauseOf(Dear, Dear.Gross() - 5.06m));

    [Fact]
    public void A_price_goes_before_a_discount_that_says_the_same() =>
        Assert.Equal(
            BreakCause.UnitPrice, CauseOf(Invoice(Line("10", 100m, 3m, ordered: 3.30m, discount: 30m)), 297m));
}
