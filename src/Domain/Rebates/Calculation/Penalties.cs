using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Rebates.Calculation;

/// <summary>
/// Takes from a dealer's shares what the policy says for its confirmed cases (窜货扣减), case by case in order of day and
/// number, never more than there is. A return among the lines takes back less in the same proportion.
/// </summary>
internal static class Penalties
{
    /// <param name="shares">Of the lines and then of what belongs to no line; lowered in place.</param>
    public static IReadOnlyList<PenaltyTaken> Take(
        RebatePolicy policy, IEnumerable<DiversionRuling> rulings, DealerLines lines, Span<decimal> shares)
    {
        if (policy.Penalty is not { } penalty)
        {
            return [];
        }

        var before = shares.ToArray();
        var taken = new List<PenaltyTaken>();
        foreach (var ruling in rulings.OrderBy(r => r.Date).ThenBy(r => r.Case, StringComparer.Ordinal))
        {
            var (touched, left) = Touched(penalty.Scope, ruling, lines, before, shares);
            var whole = Shares.SumOf(touched);
            var asked = penalty.OnDiversion == PenaltyKind.Forfeit
                ? left
                : policy.Rounding.Rule.Apply(whole * (penalty.Percent ?? 0m) / 100m);

            // Lines that cancelled each other out before have nothing to take, whatever rounding left on them.
            var amount = whole <= 0m ? 0m : decimal.Max(0m, decimal.Min(asked, left));
            taken.Add(new PenaltyTaken(ruling.Case, amount));
            if (amount > 0m)
            {
                var parts = Allocation.Allocate(amount, touched, policy.Rounding.Scale);
                for (var i = 0; i < shares.Length; i++)
                {
                    shares[i] -= parts[i];
                }
            }
        }

        return taken;
    }

    // What the case touches, as it was before any penalty, and how much of it is left.
    private static (decimal[] Touched, decimal Left) Touched(
        PenaltyScope scope, DiversionRuling ruling, DealerLines lines, decimal[] before, ReadOnlySpan<decimal> now)
    {
        var byProduct = scope == PenaltyScope.Product && ruling.Products is not null;
        var touched = new decimal[before.Length];
        var left = 0m;
        for (var i = 0; i < before.Length; i++)
        {
            var isTouched = !byProduct || (i < lines.Counted.Length
                && ruling.Products!.Contains(lines.Book.Lines[lines.Counted[i]].Product.Code));
            touched[i] = isTouched ? before[i] : 0m;
            left += isTouched ? now[i] : 0m;
        }

        return (touched, left);
    }
}
