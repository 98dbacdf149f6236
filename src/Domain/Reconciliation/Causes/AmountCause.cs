using DealerIntegration.Domain.Reconciliation.Causes.Lines;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Reconciliation.Causes;

/// <summary>
/// Order and shipment both confirm our invoice in every line, so the dealer's figure is the wrong one (金额差异).
/// </summary>
internal sealed class AmountCause : IBreakCause
{
    public BreakCause Cause => BreakCause.Amount;

    public Proof? Prove(OpenBreak open, CaseFile file)
    {
        if (open.Kind != BreakKind.Unequal
            || file.EvidenceFor(open.Ours) is not { OrderNumber: { } order, ShipmentNumber: { } shipment } evidence
            || !Confirms(evidence, open.OurAmount, file.Tolerance))
        {
            return null;
        }

        var remark = DigitsSwapped(open.OurAmount, open.TheirAmount) ? " The two figures hold the same digits." : "";
        return new Proof(
            $"Order {order} confirms the prices and shipment {shipment} the quantities of invoice "
            + $"{evidence.InvoiceNumber} over {AmountText.Of(open.OurAmount)}; the dealer booked "
            + $"{AmountText.Of(open.TheirAmount)}.{remark}",
            [evidence.InvoiceNumber, order, shipment]);
    }

    private static bool Confirms(InvoiceEvidence evidence, decimal ourAmount, Tolerance tolerance) =>
        evidence.Lines.Count > 0
        && evidence.Lines.All(line => line.OrderUnitPrice is not null && line.ReceivedQuantity is not null)
        && Math.Abs(evidence.Lines.Sum(line => line.GrossAmount) - ourAmount) <= tolerance.Absolute
        && Contradictions.All(cause => cause.Readings(evidence).All(
            reading => reading.Effects.All(effect => !effect.OurCorrection)));

    // Each of them finds where order or shipment say otherwise than our invoice.
    private static readonly IReadOnlyList<LineCause> Contradictions =
        [new QuantityCause(), new UnitOfMeasureCause(), new UnitPriceCause(), new DiscountCause()];

    /// <summary>Digits that changed places leave a difference that nine divides, and the same digits.</summary>
    private static bool DigitsSwapped(decimal ours, decimal theirs) =>
        (theirs - ours) * 100m % 9m == 0m && Digits(ours).SequenceEqual(Digits(theirs));

    private static IEnumerable<char> Digits(decimal amount) =>
        AmountText.Of(Math.Abs(amount)).Where(char.IsAsciiDigit).Order();
}
