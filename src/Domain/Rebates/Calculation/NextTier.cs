using DealerIntegration.Domain.Rebates.Rules;

namespace DealerIntegration.Domain.Rebates.Calculation;

/// <summary>Finds the next tier and what it is worth.</summary>
internal static class NextTier
{
    public static TierWatch? Of(RuleInput input, RuleOutcome? outcome)
    {
        if (input.Basis.Measure <= 0m || outcome is null || input.Policy.Rule.Next(input) is not { } step)
        {
            return null;
        }

        // Where the threshold must be exceeded, the rule is asked for the smallest sum above it.
        var rule = input.Policy.Rule;
        var there = rule.Compute(input with { Basis = input.Basis.At(step.At) });
        if (there.TierReached != step.Tier)
        {
            there = rule.Compute(input with { Basis = input.Basis.At(step.At + Smallest(input)) });
        }

        var rounding = input.Policy.Rounding.Rule;
        var worth = rounding.Apply(there.Amount) - rounding.Apply(outcome.Amount);
        var distance = step.At - input.Basis.Measure;
        var unit = input.Policy.Basis.Measure == BasisMeasure.Value ? input.Policy.Currency : "units";
        return new TierWatch(
            step.Tier, step.At, distance, worth,
            $"{step.Kind} {step.Tier} starts at {Figures.Plain(step.At)}: {Figures.Plain(distance)} {unit} more would "
            + $"earn {Figures.Amount(worth)} {input.Policy.Currency} more.");
    }

    private static decimal Smallest(RuleInput input) =>
        input.Policy.Basis.Measure == BasisMeasure.Quantity
            ? 1m
            : new decimal(1, 0, 0, false, (byte)input.Policy.Rounding.Scale);
}
