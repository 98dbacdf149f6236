using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Reconciliation.Causes.Lines;

/// <summary>
/// A difference that is the sum of two causes in one invoice (一票两因): a price on this line, a quantity on that, or what
/// arrived at the price of the order. Only to the cent, and only where no other two causes make the same sum: of many
/// lines some pair always comes close.
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
            where first.Cause < second.Cause && !first.Fit.SharesALineWith(second.Fit)
            select (First: first, Second: second))
            .Concat(ShortAndDear(evidence))
            .Where(pair => pair.First.Fit.Amount + pair.Second.Fit.Amount == open.Amount)
            .Take(2)
            .ToList();
        return pairs is [var pair]
            ? [Part(pair.First.Cause, pair.First.Fit, evidence), Part(pair.Second.Cause, pair.Second.Fit, evidence)]
            : [];
    }

    /// <summary>
    /// What arrived at the prices of the order, where both differ on one line: the price counts for what arrived.
    /// </summary>
    private static IEnumerable<((BreakCause Cause, LineFit Fit) First, (BreakCause Cause, LineFit Fit) Second)>
        ShortAndDear(InvoiceEvidence evidence)
    {
        var arrived = new QuantityCause().Readings(evidence).Select(reading => new LineFit(reading, reading.Effects));
        if (arrived.FirstOrDefault() is { } quantity
            && UnitPriceCause.OfWhatArrived(evidence) is { } prices
            && new LineFit(prices, prices.Effects) is var price
            && quantity.SharesALineWith(price))
        {
            yield return ((BreakCause.Quantity, quantity), (BreakCause.UnitPrice, price));
        }
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
