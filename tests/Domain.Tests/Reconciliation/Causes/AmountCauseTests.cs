using DealerIntegration.Domain.Reconciliation;
using static DealerIntegration.Domain.Tests.Reconciliation.Causes.Case;

namespace DealerIntegration.Domain.Tests.Reconciliation.Causes;

public sealed class AmountCauseTests
{
    private static readonly InvoiceEvidence Confirmed = Invoice(Line("10", 100m, 3m), Line("20", 50m, 4.50m));

    [Fact]
    public void An_invoice_that_order_and_shipment_confirm_leaves_the_dealers_figure_wrong()
    {
        var found = Assert.Single(Booked(Confirmed, 500m));
        Assert.Equal((BreakCause.Amount, false), (found.Cause!.Value, found.OurCorrection));
        Assert.Equal(["90001", "10001", "80001"], found.Documents);
        Says(found, "525.00", "500.00");
        Assert.DoesNotContain("digits", found.Evidence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("552.00", true)]
    [InlineData("255.00", true)]
    [InlineData("534.00", false)]
    [InlineData("575.00", false)]
    public void Digits_that_changed_places_are_a_remark(string theirs, bool swapped)
    {
        var found = Assert.Single(Booked(Confirmed, decimal.Parse(theirs)));
        Assert.Equal(BreakCause.Amount, found.Cause);
        Assert.Equal(swapped, found.Evidence!.Contains("same digits", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_both_documents_nothing_is_confirmed()
    {
        Assert.Null(CauseOf(Confirmed with { OrderNumber = null }, 500m));
        Assert.Null(CauseOf(Confirmed with { ShipmentNumber = null }, 500m));
    }

    [Fact]
    public void A_line_that_order_or_shipment_know_otherwise_is_not_confirmed()
    {
        Assert.Null(CauseOf(Invoice(Line("10", 100m, 3m, received: 99m)), 500m));
        Assert.Null(CauseOf(Invoice(Line("10", 100m, 3m, ordered: 2.99m)), 500m));
        Assert.Null(CauseOf(Invoice(Line("10", 100m, 3m, orderDiscount: 1m)), 500m));
        Assert.Null(CauseOf(Invoice(Line("10", 100m, 3m) with { ReceivedQuantity = null }), 500m));
        Assert.Null(CauseOf(Invoice(Line("10", 100m, 3m) with { OrderUnitPrice = null }), 500m));
    }

    [Fact]
    public void An_invoice_that_we_booked_with_another_amount_confirms_nothing()
    {
        var found = Breaks(
            [Sample.Entry("90001", 526m)], [Sample.Entry("row 9", 500m, "90001")], Sample.Evidence(Confirmed));
        Assert.Null(Assert.Single(found).Cause);
    }

    [Fact]
    public void An_amount_goes_after_a_rounding() =>
        Assert.Equal(BreakCause.RoundingOrTax, CauseOf(Confirmed, 525.05m));
}
