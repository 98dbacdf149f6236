using DealerIntegration.Domain.Reconciliation;
using static DealerIntegration.Domain.Tests.Reconciliation.Causes.Case;

namespace DealerIntegration.Domain.Tests.Reconciliation.Causes;

public sealed class NotBookedByDealerCauseTests
{
    [Fact]
    public void An_invoice_whose_goods_arrived_is_the_dealers_to_book()
    {
        var found = Assert.Single(
            Breaks([Sample.Entry("90001", 100m)], [], Sample.Evidence(Invoice(Line("10", 100m, 1m)))));
        Assert.Equal((BreakCause.NotBookedByDealer, false), (found.Cause!.Value, found.OurCorrection));
        Assert.Equal(["90001", "80001"], found.Documents);
    }

    [Theory]
    [InlineData(EntryKind.Return)]
    [InlineData(EntryKind.CreditNote)]
    [InlineData(EntryKind.DebitNote)]
    public void A_note_of_ours_is_its_own_document(EntryKind kind) => Assert.Equal(
        BreakCause.NotBookedByDealer, Assert.Single(Breaks([Sample.Entry("90001", -20m, kind: kind)], [])).Cause);

    [Fact]
    public void An_invoice_without_a_shipment_proves_nothing_and_stays_in_the_residual()
    {
        var result = Sample.Run(Sample.Book(Sample.Entry("90001", 100m)), Sample.Book());
        Assert.Null(Assert.Single(result.Breaks).Cause);
        Assert.Equal(-100m, result.Residual);
        Assert.False(result.IsGreen);
    }

    [Fact]
    public void A_document_in_another_ledger_goes_before_one_that_the_dealer_has_not_booked()
    {
        var evidence = Sample.Evidence(Invoice(Line("10", 100m, 1m))) with
        {
            ForeignDocuments = [new(BookSide.Theirs, "D002", "90001", Day, 100m, "CNY")],
        };
        Assert.Equal(
            BreakCause.WrongDealer, Assert.Single(Breaks([Sample.Entry("90001", 100m)], [], evidence)).Cause);
    }
}
