using DealerIntegration.Domain.Rebates.Modifiers;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Rebates.Calculation;

/// <summary>The rounded amount and its split over the lines (兑现金额与分摊); the parts add up to it exactly.</summary>
/// <param name="Lines">One share per line.</param>
/// <param name="Extras">What belongs to no line.</param>
internal sealed record Shares(decimal Earned, decimal[] Lines, IReadOnlyList<Extra> Extras)
{
    public static Shares Of(Draft draft)
    {
        var policy = draft.Input.Policy;
        var rounding = policy.Rounding.Rule;
        var earned = rounding.Apply(decimal.Max(draft.Amount, 0m));
        var lines = policy.Rounding.Point == RoundingPoint.Line
            ? LineByLine(draft, rounding, out earned)
            : Allocated(earned, draft.Weights, rounding.Scale);

        // Written with all its places, so that a document says 400.00 however the lines were written.
        earned += new decimal(0, 0, 0, false, (byte)rounding.Scale);
        var extras = new List<Extra>(draft.Extras.Count);
        var exact = draft.Amount;
        foreach (var extra in draft.Extras)
        {
            // Rounded as a running total, so that a guarantee comes out as the sum that was promised.
            exact += extra.Amount;
            var part = policy.Rounding.Point == RoundingPoint.Line
                ? rounding.Apply(extra.Amount)
                : rounding.Apply(exact) - earned;
            extras.Add(extra with { Amount = part });
            earned += part;
        }

        return new Shares(earned, lines, extras);
    }

    /// <summary>The shares of one dealer's lines, and after them what belongs to no line.</summary>
    public decimal[] Of(int first, int count, IReadOnlyList<Extra> extras)
    {
        if (count == Lines.Length && extras.Count == 0)
        {
            return Lines;
        }

        var own = new decimal[count + extras.Count];
        Lines.AsSpan(first, count).CopyTo(own);
        for (var i = 0; i < extras.Count; i++)
        {
            own[count + i] = extras[i].Amount;
        }

        return own;
    }

    public static decimal SumOf(ReadOnlySpan<decimal> amounts)
    {
        var sum = 0m;
        foreach (var amount in amounts)
        {
            sum += amount;
        }

        return sum;
    }

    private static decimal[] Allocated(decimal amount, decimal[] weights, int scale) =>
        amount == 0m ? new decimal[weights.Length] : Allocation.Allocate(amount, weights, scale);

    private static decimal[] LineByLine(Draft draft, Rounding rounding, out decimal sum)
    {
        var shares = new decimal[draft.Weights.Length];
        sum = 0m;
        if (draft.Amount <= 0m)
        {
            return shares;
        }

        var whole = SumOf(draft.Weights);
        for (var i = 0; i < shares.Length; i++)
        {
            shares[i] = rounding.Apply(draft.Amount * draft.Weights[i] / whole);
            sum += shares[i];
        }

        // Rounding down many small parts must not leave the dealer with a debt.
        if (sum <= 0m)
        {
            Array.Clear(shares);
            sum = 0m;
        }

        return shares;
    }
}
