using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Reconciliation.Causes;

/// <summary>The dealer booked what it signed for, we invoiced what left (数量差异).</summary>
internal sealed class QuantityCause : IBreakCause
{
    public BreakCause Cause => BreakCause.Quantity;

    public Proof? Prove(OpenBreak open, CaseFile file)
    {
        if (open.Kind != BreakKind.Unequal
            || file.EvidenceFor(open.Ours) is not { ShipmentNumber: { } shipment } e
            || e.AmountAtReceivedQuantity() is not { } amount
            || !AmountProof.Holds(open, amount, file.Tolerance))
        {
            return null;
        }

        return new Proof(
            $"Shipment {shipment}: the quantity the dealer signed for comes to {AmountText.Of(amount)}, invoice "
            + $"{e.InvoiceNumber} says {AmountText.Of(open.OurAmount)}; the dealer booked "
            + $"{AmountText.Of(open.TheirAmount)}.",
            [e.InvoiceNumber, shipment],
            OurCorrection: true);
    }
}
