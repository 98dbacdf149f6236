using DealerIntegration.Domain.Rebates.Rules;

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
        var expected = policy.Accrual.At == AccrualTier.TierExpected ? Expected(input) : null;
        var whole = expected is { } all && outcome is not null
            ? policy.Rounding.Rule.Apply(AtExpectation(input, outcome, decimal.Max(all, input.Basis.Measure)))
            : earned;
        return ByContribution.Split(whole, input, policy.Rounding.Scale);
    }

    /// <summary>
    /// What is left of an estimate in the proportion in which cases left something of what was earned.
    /// </summary>
    public static decimal AfterPenalties(RebatePolicy policy, decimal accrued, decimal before, decimal earned)
    {
        if (before == 0m)
        {
            return policy.Penalty is { OnDiversion: PenaltyKind.Forfeit, Scope: PenaltyScope.Period } ? 0m : accrued;
        }

        return policy.Rounding.Rule.Apply(Proportion.Of(accrued, earned, before));
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
