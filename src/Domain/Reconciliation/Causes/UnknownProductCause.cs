using DealerIntegration.Domain.Reconciliation.Causes.Lines;

namespace DealerIntegration.Domain.Reconciliation.Causes;

/// <summary>The dealer left out lines of a product that the product master does not hold (未知商品).</summary>
internal sealed class UnknownProductCause : LineCause
{
    public override BreakCause Cause => BreakCause.UnknownProduct;

    public override IEnumerable<Reading> Readings(InvoiceEvidence evidence)
    {
        yield return new Reading(
            $"Invoice {evidence.InvoiceNumber}",
            [evidence.InvoiceNumber],
            [.. evidence.Lines
                .Where(line => !line.ProductIsKnown && line.GrossAmount != 0m)
                .Select(line => new LineEffect(
                    line, -line.GrossAmount, "a product that the master does not hold, left out", false))]);
    }
}
