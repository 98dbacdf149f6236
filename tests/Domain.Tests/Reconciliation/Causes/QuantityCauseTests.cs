using DealerIntegration.Domain.Reconciliation;
using DealerIntegration.Domain.Tests.Golden;
using static DealerIntegration.Domain.Tests.Reconciliation.Causes.Case;

namespace DealerIntegration.Domain.Tests.Reconciliation.Causes;

public sealed class QuantityCauseTests
{
    private static readonly InvoiceEvidence Short = Invoice(
        Line("10", 100m, 3m, received: 90m, tax: 0.13m),
        Line("20", 50m, 4m, received: 45m, tax: 0.13m),
        Line("30", 7m, 11m, tax: 0.13m));

    [Fact]
    public void What_the_dealer_signed_for_on_all_lines_is_a_quantity()
    {
        var found = Assert.Single(Booked(Short, Short.Gross() - 33.90m - 22.60m));
        Assert.Equal((BreakCause.Quantity, true), (found.Cause!.Value, found.OurCorrection));
        Assert.Equal(["90001", "80001"], found.Documents);
        Says(found, "Shipment 80001", "90 of 100 received", "45 of 50 received", "together -56.50", "90001");
    }

    [Fact]
    public void What_it_signed_for_on_one_line_is_a_quantity_of_that_line()
    {
        var found = Assert.Single(Booked(Short, Short.Gross() - 22.60m));
        Assert.Equal(BreakCause.Quantity, found.Cause);
        Says(found, "line 20 (P20)", "45 of 50 received", "-22.60");
        Assert.DoesNotContain("line 10", found.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_lines_with_the_same_shortage_are_both_named()
    {
        var invoice = Invoice(Line("10", 100m, 3m, received: 90m), Line("20", 100m, 3m, received: 90m));
        Says(Assert.Single(Booked(invoice, invoice.Gross() - 30m)), "line 10 (P10)", "(or line 20 (P20))");
    }

    [Fact]
    public void A_discounted_line_that_arrived_short_loses_its_share_of_the_discount()
    {
        var invoice = Invoice(Line("10", 100m, 3m, received: 90m, discount: 30m));
        Assert.Equal(BreakCause.Quantity, CauseOf(invoice, 243m));
    }

    [Fact]
    public void The_tax_of_the_invoice_counts_where_the_master_holds_another_rate()
    {
        var line = Line("10", 100m, 3m, received: 90m, tax: 0.13m) with { TaxRate = 0.09m };
        Assert.Equal(BreakCause.Quantity, CauseOf(Invoice(line), 305.10m));
    }

    [Fact]
    public void No_shipment_no_quantity() =>
        Assert.Null(CauseOf(Short with { ShipmentNumber = null }, Short.Gross() - 22.60m));

    [Fact]
    public void Another_amount_than_the_shipment_says_is_no_quantity() =>
        Assert.Null(CauseOf(Short, Short.Gross() - 22.70m));

    [Fact]
    public void A_received_quantity_above_the_invoiced_one_may_belong_to_another_invoice() =>
        Assert.NotEqual(BreakCause.Quantity, CauseOf(Invoice(Line("10", 100m, 3m, received: 110m)), 330m));

    [Fact]
    public void A_quantity_goes_before_a_price_that_says_the_same() =>
        Assert.Equal(BreakCause.Quantity, CauseOf(Invoice(Line("10", 100m, 3m, received: 90m, ordered: 2.70m)), 270m));

    [Fact]
    public void A_price_to_the_cent_goes_before_a_quantity_that_is_near() =>
        Assert.Equal(
            BreakCause.UnitPrice,
            CauseOf(Invoice(Line("10", 100m, 3m, received: 90.01m, ordered: 2.70m)), 270m));

    [Fact]
    public void A_price_and_a_quantity_on_different_lines_are_two_breaks_that_add_up()
    {
        var invoice = Invoice(Line("10", 100m, 3m, received: 90m), Line("20", 50m, 4m, ordered: 3.50m));
        var breaks = Booked(invoice, invoice.Gross() - 30m - 25m);
        Assert.Equal(
            [(BreakCause.Quantity, -30m), (BreakCause.UnitPrice, -25m)],
            breaks.Select(b => (b.Cause!.Value, b.Effect)).Order());
        Assert.Equal(2, breaks.Select(b => b.Item).Distinct().Count());
        Assert.All(breaks, b => Assert.NotEmpty(b.Documents));
    }

    [Fact]
    public void What_arrived_at_the_price_of_the_order_is_a_quantity_and_a_price()
    {
        var breaks = Booked(Invoice(Line("10", 100m, 3m, received: 90m, ordered: 2.70m)), 243m);
        Assert.Equal(
            [(BreakCause.Quantity, -30m), (BreakCause.UnitPrice, -27m)],
            breaks.Select(b => (b.Cause!.Value, b.Effect)).Order());
        Assert.Null(CauseOf(Invoice(Line("10", 100m, 3m, received: 90m, ordered: 2.70m)), 243.01m));
    }

    [Theory]
    [InlineData("-55.01")]
    [InlineData("-54.99")]
    public void Two_causes_that_miss_the_difference_by_a_cent_prove_nothing(string difference)
    {
        var invoice = Invoice(Line("10", 100m, 3m, received: 90m), Line("20", 50m, 4m, ordered: 3.50m));
        Assert.Null(CauseOf(invoice, invoice.Gross() + GoldenFile.Number(difference)));
    }

    [Fact]
    public void Two_pairs_of_causes_that_make_the_same_sum_prove_nothing()
    {
        var invoice = Invoice(
            Line("10", 100m, 3m, received: 90m),
            Line("20", 50m, 4m, ordered: 3.50m),
            Line("30", 50m, 4m, ordered: 3.50m));
        Assert.Null(CauseOf(invoice, invoice.Gross() - 30m - 25m));
    }
}
