using DealerIntegration.Domain.Reconciliation;
using static DealerIntegration.Domain.Tests.Reconciliation.Causes.Case;

namespace DealerIntegration.Domain.Tests.Reconciliation.Causes;

public sealed class InTransitAtCutOffCauseTests
{
    private static readonly DateOnly Shipped = new(2026, 10, 29);

    [Theory]
    [InlineData(null, BreakCause.InTransitAtCutOff)]
    [InlineData("2026-11-01", BreakCause.InTransitAtCutOff)]
    [InlineData("2026-10-31", BreakCause.NotBookedByDealer)]
    public void Goods_that_arrive_after_the_last_day_are_in_transit(string? deliveredOn, BreakCause expected)
    {
        var delivered = deliveredOn is null ? (DateOnly?)null : DateOnly.Parse(deliveredOn);
        var found = Open(Sample.Proof("90001", 100m, "80001", Shipped, delivered));
        Assert.Equal((BreakKind.MissingInTheirs, expected, -100m), (found.Kind, found.Cause!.Value, found.Effect));
        Assert.Equal(["90001", "80001"], found.Documents);
        Assert.False(found.OurCorrection);
    }

    [Fact]
    public void Without_a_shipment_or_with_one_of_the_next_month_nothing_was_on_its_way()
    {
        Assert.Null(Open(Sample.Proof("90001", 100m)).Cause);
        Assert.Null(Open(Sample.Proof("90001", 100m, "80001", new DateOnly(2026, 11, 1))).Cause);
    }

    [Fact]
    public void Goods_in_transit_go_before_the_ledger_of_another_dealer()
    {
        var evidence = Sample.Evidence(Sample.Proof("90001", 100m, "80001", Shipped)) with
        {
            ForeignDocuments = [new(BookSide.Theirs, "D002", "90001", Shipped, 100m, "CNY")],
        };
        Assert.Equal(
            BreakCause.InTransitAtCutOff, Assert.Single(Breaks([Sample.Entry("90001", 100m)], [], evidence)).Cause);
    }

    private static Break Open(InvoiceEvidence invoice) => Assert.Single(
        Breaks([Sample.Entry("90001", 100m, date: "2026-10-29")], [], Sample.Evidence(invoice)));
}
