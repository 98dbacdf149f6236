namespace DealerIntegration.Domain.Reconciliation.Causes;

/// <summary>
/// A document of ours that the dealer has not booked (经销商未入账): an invoice whose goods arrived by the end of the period,
/// or a credit note, debit note or return that we posted.
/// </summary>
internal sealed class NotBookedByDealerCause : IBreakCause
{
    public BreakCause Cause => BreakCause.NotBookedByDealer;

    public Proof? Prove(OpenBreak open, CaseFile file)
    {
        if (open.Kind != BreakKind.MissingInTheirs)
        {
            return null;
        }

        var entry = open.Ours[0].Entry;
        return entry.Kind switch
        {
            EntryKind.Return or EntryKind.CreditNote or EntryKind.DebitNote => new Proof(
                $"We posted {entry.Kind} {entry.Id} on {entry.Date:yyyy-MM-dd}; the dealer's book does not hold it.",
                [entry.Id]),
            EntryKind.Invoice => ProveDelivery(open, file),
            _ => null,
        };
    }

    private static Proof? ProveDelivery(OpenBreak open, CaseFile file) =>
        file.EvidenceFor(open.Ours) is { ShipmentNumber: { } shipment, DeliveredOn: { } delivered } evidence
        && delivered <= file.Period.End
            ? new Proof(
                $"Shipment {shipment} for invoice {evidence.InvoiceNumber} was delivered on {delivered:yyyy-MM-dd}; "
                + "the dealer's book does not hold the invoice.",
                [evidence.InvoiceNumber, shipment])
            : null;
}
