using DealerIntegration.Domain.Reconciliation;
using static DealerIntegration.Domain.Tests.Reconciliation.Causes.Case;

namespace DealerIntegration.Domain.Tests.Reconciliation.Causes;

public sealed class UnitOfMeasureCauseTests
{
    [Fact]
    public void Pieces_instead_of_packs_are_a_unit_of_measure()
    {
        var found = Assert.Single(Booked(Invoice(Line("10", 5m, 3m, pack: 12)), 180m));
        Assert.Equal((BreakCause.UnitOfMeasure, false), (found.Cause!.Value, found.OurCorrection));
        Assert.Equal(["90001"], found.Documents);
        Says(found, "5 PC counted as 60 (pack of 12)", "165.00", "90001");
    }

    [Fact]
    public void Packs_instead_of_pieces_on_one_line_are_a_unit_of_measure_of_that_line()
    {
        var invoice = Invoice(Line("10", 60m, 3m, pack: 12), Line("20", 24m, 5m, pack: 6));
        Says(Assert.Single(Booked(invoice, invoice.Gross() - 100m)), "line 20 (P20)", "24 PC counted as 4 (pack of 6)");
    }

    [Fact]
    public void An_order_in_the_dealers_count_makes_the_correction_ours()
    {
        var found = Assert.Single(Booked(
            Invoice(Line("10", 60m, 3m, received: 60m, pack: 12, orderQuantity: 5m)), 15m));
        Assert.Equal((BreakCause.UnitOfMeasure, true), (found.Cause!.Value, found.OurCorrection));
        Assert.Equal(["90001", "10001"], found.Documents);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(1L)]
    [InlineData(10L)]
    public void Without_that_pack_size_it_is_none(long? pack) =>
        Assert.NotEqual(BreakCause.UnitOfMeasure, CauseOf(Invoice(Line("10", 5m, 3m, pack: pack)), 180m));

    [Fact]
    public void Packs_do_not_break() =>
        Assert.NotEqual(BreakCause.UnitOfMeasure, CauseOf(Invoice(Line("10", 30m, 3m, pack: 12)), 7.50m));

    [Fact]
    public void A_unit_of_measure_goes_after_a_quantity_and_before_a_price()
    {
        Assert.Equal(BreakCause.Quantity, CauseOf(Invoice(Line("10", 60m, 3m, received: 5m, pack: 12)), 15m));
        Assert.Equal(BreakCause.UnitOfMeasure, CauseOf(Invoice(Line("10", 60m, 3m, ordered: 0.25m, pack: 12)), 15m));
    }
}
