using DealerIntegration.Domain.Rebates.Rules;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Rebates;

/// <summary>Writes the calculation down so that a dealer can repeat it with a pocket calculator (计算说明).</summary>
internal static class Explanation
{
    public static IEnumerable<string> Of(RebatePolicy policy, RuleOutcome? outcome, Payout payout)
    {
        if (outcome is null)
        {
            yield return "The basis is not above 0, so nothing is earned.";
            yield break;
        }

        if (outcome.TierReached is not { } tier)
        {
            yield return "No tier is reached, so nothing is earned.";
            yield break;
        }

        yield return $"Tier {tier} is reached; {outcome.Words}.";
        foreach (var slice in payout.Slices)
        {
            var amount = Figures.Amount(slice.Amount);
            yield return $"Tier {slice.Tier} ({Range(slice)}): {slice.Words} = {amount}{TierNote(policy)}.";
        }

        yield return Closing(policy, payout);
    }

    private static string Range(RebateSlice slice) => slice.UpTo is { } end
        ? $"{Figures.Plain(slice.From)} to {Figures.Plain(end)}"
        : $"from {Figures.Plain(slice.From)}";

    private static string TierNote(RebatePolicy policy) =>
        policy.Rounding.Point == RoundingPoint.Tier ? $", {RoundingWords(policy.Rounding)}" : "";

    private static string Closing(RebatePolicy policy, Payout payout)
    {
        var earned = $"{Figures.Amount(payout.Earned)} {policy.Currency}";
        if (payout.Slices.Count == 0)
        {
            return "What the rate is applied to is not above 0, so nothing is earned.";
        }

        return policy.Rounding.Point switch
        {
            RoundingPoint.Period =>
                $"Together {Figures.Amount(payout.Exact)}, {RoundingWords(policy.Rounding)}: {earned}.",
            RoundingPoint.Tier => $"Together {earned}.",
            _ => $"Together {Figures.Amount(payout.Exact)}; the part of each line {RoundingWords(policy.Rounding)}, "
                + $"then added up: {earned}.",
        };
    }

    private static string RoundingWords(PolicyRounding rounding)
    {
        var mode = rounding.Mode switch
        {
            RoundingMode.HalfUp => "half up",
            RoundingMode.HalfEven => "half to even",
            RoundingMode.Down => "towards zero",
            RoundingMode.Up => "away from zero",
            RoundingMode.Floor => "down",
            _ => "up",
        };
        return $"rounded {mode} to {rounding.Scale} places";
    }
}
