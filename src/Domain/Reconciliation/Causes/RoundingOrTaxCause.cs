using DealerIntegration.Domain.Reconciliation.Causes.Lines;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Reconciliation.Causes;

/// <summary>
/// A few cents (尾差/税差): at most the absolute tolerance of the rules, or the invoice without its tax, or its tax worked
/// out on the total instead of line by line and the reverse.
/// </summary>
internal sealed class RoundingOrTaxCause : IBreakCause
{
    public BreakCause Cause => BreakCause.RoundingOrTax;

    public Proof? Prove(OpenBreak open, CaseFile file)
    {
        if (open.Kind != BreakKind.Unequal)
        {
            return null;
        }

        if (Math.Abs(open.Amount) <= file.Tolerance.Absolute)
        {
            return new Proof(
                $"{string.Join(", ", open.Ours.Select(item => item.Entry.Id))} differs by "
                + $"{AmountText.Of(open.Amount)}, within the absolute tolerance of "
                + $"{AmountText.Of(file.Tolerance.Absolute)}.",
                [.. open.Ours.Select(item => item.Entry.Id)]);
        }

        if (file.EvidenceFor(open.Ours) is not { Lines.Count: > 0 } evidence)
        {
            return null;
        }

        foreach (var (says, amount) in Amounts(evidence))
        {
            if (amount == open.TheirAmount)
            {
                return new Proof(
                    $"Invoice {evidence.InvoiceNumber} {says} comes to {AmountText.Of(amount)}, which the dealer "
                    + $"booked; it says {AmountText.Of(open.OurAmount)}.",
                    [evidence.InvoiceNumber]);
            }
        }

        return null;
    }

    private static IEnumerable<(string Says, decimal Amount)> Amounts(InvoiceEvidence evidence)
    {
        yield return ("without its tax", evidence.Lines.Sum(line => line.NetAmount));
        yield return ("with the tax of each line rounded", evidence.Lines.Sum(
            line => line.NetAmount + Rounding.Cents.Apply(line.NetAmount * line.TaxRate)));
        yield return ("with the tax on the total of each rate", evidence.Lines.GroupBy(line => line.TaxRate)
            .Sum(rate => rate.Sum(line => line.NetAmount)
                + Rounding.Cents.Apply(rate.Sum(line => line.NetAmount) * rate.Key)));
        yield return ("rounded only at its end", Rounding.Cents.Apply(evidence.Lines.Sum(
            line => Unrounded(line) * (1 + line.TaxRate))));
    }

    private static decimal Unrounded(EvidenceLine line) =>
        line is { UnitPrice: { } price } && line.Discount() == 0m ? line.Quantity * price : line.NetAmount;
}
