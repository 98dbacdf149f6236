using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Reconciliation.Causes.Lines;

/// <summary>
/// A cause that stands in the lines of an invoice (发票行差异): a document says otherwise than the invoice about all lines
/// or about one, and that is what the dealer's amount differs by.
/// </summary>
internal abstract class LineCause : IBreakCause
{
    public abstract BreakCause Cause { get; }

    /// <summary>What the documents say otherwise than the invoice; empty where they agree or say nothing.</summary>
    public abstract IEnumerable<Reading> Readings(InvoiceEvidence evidence);

    public Proof? Prove(OpenBreak open, CaseFile file)
    {
        if (open.Kind != BreakKind.Unequal || file.EvidenceFor(open.Ours) is not { } evidence)
        {
            return null;
        }

        var fits = FitsOf(evidence, open, file);
        if (fits.Count == 0)
        {
            return null;
        }

        // A few cents off may be the dealer's rounding; another cause that hits the cent is the better explanation.
        var off = Off(fits[0], open);
        if (off != 0m && LineCauses.InPrecedence.Any(other =>
            other != this && other.FitsOf(evidence, open, file) is [var best, ..] && Off(best, open) == 0m))
        {
            return null;
        }

        var equal = fits.FindAll(fit => fit.Effects.Count == fits[0].Effects.Count && Off(fit, open) == off);
        return new Proof(
            $"{fits[0].Text}{OrElse(equal)}. Invoice {evidence.InvoiceNumber} says {AmountText.Of(open.OurAmount)}, "
            + $"the dealer booked {AmountText.Of(open.TheirAmount)}.",
            fits[0].Reading.Documents,
            equal.TrueForAll(fit => fit.OurCorrection));
    }

    /// <summary>
    /// What makes the difference, within the absolute tolerance: the closest first, then the whole invoice.
    /// </summary>
    private List<LineFit> FitsOf(InvoiceEvidence evidence, OpenBreak open, CaseFile file) =>
        [.. Readings(evidence).SelectMany(LineFit.Of)
            .Where(fit => AmountProof.Holds(open, open.OurAmount + fit.Amount, file.Tolerance))
            .OrderBy(fit => Off(fit, open))
            .ThenByDescending(fit => fit.Effects.Count)];

    private static decimal Off(LineFit fit, OpenBreak open) => Math.Abs(open.Amount - fit.Amount);

    // Lines with equal effects: the cause is certain, the line is not.
    private static string OrElse(List<LineFit> equal) => equal.Count == 1 || equal[0].Effects.Count > 1
        ? ""
        : $" (or {string.Join(", ", equal.Skip(1).Select(fit => fit.Effects[0].Place).Distinct())})";
}
