using DealerIntegration.Domain.Rebates.Rules;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Rebates;

/// <summary>The rounded amount and its split over the lines (兑现金额与分摊); the shares add up to it exactly.</summary>
/// <param name="Exact">The sum of the tiers before the policy's rounding point.</param>
internal sealed record Payout(
    decimal Earned, decimal Exact, IReadOnlyList<decimal> Shares, IReadOnlyList<RebateSlice> Slices)
{
    public static Payout Of(RebatePolicy policy, RuleOutcome? outcome, IReadOnlyList<RebateLine> lines)
    {
        var exact = outcome?.Slices.Sum(slice => slice.Amount) ?? 0m;
        if (outcome is null || exact <= 0m)
        {
            return new Payout(0m, 0m, new decimal[lines.Count], []);
        }

        var weights = lines
            .Select(line => RebateCalculator.Contribution(policy.Basis, outcome.SharedBy, line))
            .ToArray();
        var rounding = policy.Rounding.Rule;
        if (policy.Rounding.Point == RoundingPoint.Line)
        {
            var whole = weights.Sum();
            var rounded = weights.Select(weight => rounding.Apply(exact * weight / whole)).ToArray();
            var sum = rounded.Sum();

            // Rounding down many small parts must not leave the dealer with a debt.
            return sum > 0m
                ? new Payout(sum, exact, rounded, outcome.Slices)
                : new Payout(0m, exact, new decimal[lines.Count], outcome.Slices);
        }

        var slices = policy.Rounding.Point == RoundingPoint.Tier
            ? outcome.Slices.Select(slice => slice with { Amount = rounding.Apply(slice.Amount) }).ToList()
            : outcome.Slices;
        var earned = rounding.Apply(slices.Sum(slice => slice.Amount));
        return new Payout(earned, exact, Allocation.Allocate(earned, weights, rounding.Scale), slices);
    }
}
