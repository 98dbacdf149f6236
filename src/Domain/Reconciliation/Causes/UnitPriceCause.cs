using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Reconciliation.Causes;

/// <summary>The dealer booked the price of the order, we invoiced another (单价差异).</summary>
internal sealed class UnitPriceCause : IBreakCause
{
    public BreakCause Cause => BreakCause.UnitPrice;

    public Proof? Prove(OpenBreak open, CaseFile file)
    {
        if (open.Kind != BreakKind.Unequal
            || file.EvidenceFor(open.Ours) is not { OrderNumber: { } order } e
            || e.AmountAtOrderPrice() is not { } amount
            || !AmountProof.Holds(open, amount, file.Tolerance))
        {
            return null;
        }

        return new Proof(
            $"Order {order}: at its prices the invoice comes to {AmountText.Of(amount)}, invoice {e.InvoiceNumber} "
            + $"says {AmountText.Of(open.OurAmount)}; the dealer booked {AmountText.Of(open.TheirAmount)}.",
            [e.InvoiceNumber, order],
            OurCorrection: true);
    }
}
