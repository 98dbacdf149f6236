using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Reconciliation.Causes.Lines;

/// <summary>
/// A difference that is the sum of two causes on different lines of one invoice (一票两因): a price here, a quantity there.
/// Only to the cent, and only where no other two causes make the same sum: of many lines some pair always comes close.
/// </summary>
internal static class TwoCauses
{
    // Beyond it the pairs are so many that a sum proves nothing.
    private const int MostFits = 60;

    public static IReadOnlyList<CausePart> Of(OpenBreak open, CaseFile file)
    {
        if (open.Kind != BreakKind.Unequal || file.EvidenceFor(open.Ours) is not { } evidence)
        {
            return [];
        }

        var fits = LineCauses.InPrecedence
            .SelectMany(cause => cause.Readings(evidence).SelectMany(LineFit.Of).Select(fit => (cause.Cause, Fit: fit)))
            .Where(found => Math.Abs(found.Fit.Amount) > file.Tolerance.Absolute)
            .ToList();
        if (fits.Count > MostFits)
        {
            return [];
        }

        var pairs = (
            from first in fits
            from second in fits
            where first.Cause < second.Cause
                && first.Fit.Amount + second.Fit.Amount == open.Amount
                && !first.Fit.SharesALineWith(second.Fit)
            select (First: first, Second: second)).Take(2).ToList();
        return pairs is [var pair]
            ? [Part(pair.First.Cause, pair.First.Fit, evidence), Part(pair.Second.Cause, pair.Second.Fit, evidence)]
            : [];
    }

    private static CausePart Part(BreakCause cause, LineFit fit, InvoiceEvidence evidence) => new(
        cause,
        fit.Amount,
        new Proof(
            $"{fit.Text}; the rest of the difference of invoice {evidence.InvoiceNumber} has another cause.",
            fit.Reading.Documents,
            fit.OurCorrection));
}

/// <summary>The part of a difference that one cause makes.</summary>
internal sealed record CausePart(BreakCause Cause, decimal Amount, Proof Proof);
