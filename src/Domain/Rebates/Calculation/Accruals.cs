using DealerIntegration.Domain.Rebates.Rules;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Rebates.Calculation;

/// <summary>The estimate of the liability (计提), dealer by dealer.</summary>
internal static class Accruals
{
    /// <summary>
    /// At the tier reached: what is earned so far. At the tier expected: what the rule would pay on the whole expected
    /// basis, of which the part that was bought so far counts; a change of expectation therefore shows as a catch-up.
    /// Modifiers are left to the settlement.
    /// </summary>
    public static decimal[] Of(RuleInput input, RuleOutcome? outcome, decimal earned)
    {
        var policy = input.Policy;
        var byDealer = new decimal[input.Lines.Dealers.Count];
        var expected = policy.Accrual.At == AccrualTier.TierExpected ? Expected(input) : null;
        var whole = expected is { } all && outcome is not null
            ? policy.Rounding.Rule.Apply(AtExpectation(input, outcome, decimal.Max(all, input.Basis.Measure)))
            : earned;
        if (whole == 0m || byDealer.Length == 1)
        {
            byDealer[0] = whole;
            return byDealer;
        }

        var contributions = input.Lines.In(input.Basis.MeasuredIn);
        var at = 0;
        for (var d = 0; d < byDealer.Length; d++)
        {
            var count = input.Lines.Dealers[d].Counted.Length;
            byDealer[d] = Shares.SumOf(contributions.AsSpan(at, count));
            at += count;
        }

        return input.Basis.Measure > 0m
            ? Allocation.Allocate(whole, byDealer, policy.Rounding.Scale)
            : Allocation.Allocate(whole, [.. byDealer.Select(_ => 1m)], policy.Rounding.Scale);
    }

    private static decimal? Expected(RuleInput input)
    {
        decimal? sum = null;
        foreach (var dealer in input.Dealers)
        {
            if (input.Policy.Accrual.ExpectedOf(dealer.Code) is { } own)
            {
                sum = (sum ?? 0m) + own;
            }
        }

        return sum;
    }

    private static decimal AtExpectation(RuleInput input, RuleOutcome outcome, decimal expected) =>
        expected == input.Basis.Measure
            ? outcome.Amount
            : Proportion.Of(
                input.Policy.Rule.Compute(input with { Basis = input.Basis.At(expected) }).Amount,
                input.Basis.Measure,
                expected);
}
