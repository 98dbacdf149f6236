namespace DealerIntegration.Domain.Reconciliation.Causes;

/// <summary>Our invoice whose goods left by the last day of the period and arrived after it or not yet (在途).</summary>
internal sealed class InTransitAtCutOffCause : IBreakCause
{
    public BreakCause Cause => BreakCause.InTransitAtCutOff;

    public Proof? Prove(OpenBreak open, CaseFile file)
    {
        if (open.Kind != BreakKind.MissingInTheirs
            || open.Ours[0].Entry.Kind != EntryKind.Invoice
            || file.EvidenceFor(open.Ours) is not { ShipmentNumber: { } shipment, ShippedOn: { } shipped } evidence
            || shipped > file.Period.End
            || evidence.DeliveredOn <= file.Period.End)
        {
            return null;
        }

        var arrival = evidence.DeliveredOn is { } delivered
            ? $"was delivered on {delivered:yyyy-MM-dd}"
            : "is still on its way";
        return new Proof(
            $"Shipment {shipment} for invoice {evidence.InvoiceNumber} left on {shipped:yyyy-MM-dd} and {arrival}; "
            + $"the period ends on {file.Period.End:yyyy-MM-dd}.",
            [evidence.InvoiceNumber, shipment]);
    }
}
