using DealerIntegration.Domain.Rebates.Modifiers;
using DealerIntegration.Domain.Rebates.Rules;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Rebates.Calculation;

/// <summary>The estimate of the liability at the tier that is expected (计提), dealer by dealer.</summary>
/// <param name="ByDealer">In the order of the dealers.</param>
/// <param name="Words">How it came about, for the explanation.</param>
internal sealed record Accruals(decimal[] ByDealer, Told Words)
{
    /// <summary>
    /// What the rule and the modifiers would give on the whole expected basis, of which the part that was bought so far
    /// counts; a change of expectation therefore shows as a catch-up. Payments are taken as they came so far.
    /// </summary>
    /// <param name="carried">By modifier, what the period before left over.</param>
    /// <returns>Null at the tier reached and at the end of the period: the estimate is what is earned.</returns>
    public static Accruals? Of(RuleInput input, RuleOutcome? outcome, decimal[] carried)
    {
        var policy = input.Policy;
        if (policy.Accrual.At != AccrualTier.TierExpected
            || input.AsOf >= input.Period.End
            || outcome is null
            || Expected(input) is not { } asked)
        {
            return null;
        }

        var expected = decimal.Max(asked, input.Basis.Measure);
        var there = input with { Basis = input.Basis.At(expected) };
        var byRule = expected == input.Basis.Measure ? outcome : policy.Rule.Compute(there);
        var whole = Modified(there, byRule, [.. carried]);
        var accrued = policy.Rounding.Rule.Apply(Proportion.Of(whole, input.Basis.Measure, expected));
        return new Accruals(
            ByContribution.Split(accrued, input, policy.Rounding.Scale),
            WordsOf(input, expected, byRule.Amount, whole, accrued));
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

    private static Told WordsOf(RuleInput input, decimal expected, decimal byRule, decimal whole, decimal accrued)
    {
        var (all, so) = (Figures.Plain(expected), Figures.Plain(input.Basis.Measure));
        var (earns, rule) = (Figures.Amount(whole), Figures.Amount(byRule));
        var now = $"{Figures.Amount(accrued)} {input.Policy.Currency}";
        return new Told(
                $"Accrual: {all} expected in the period would earn {earns}", $"计提：全期预计 {all}，可得 {earns}")
            + (whole == byRule ? default : new Told($", by the rule alone {rule}", $"（仅按规则 {rule}）"))
            + new Told($"; on the {so} so far that is {now}.", $"；至今 {so}，计提 {now}。");
    }

    private static decimal Modified(RuleInput input, RuleOutcome outcome, decimal[] carried)
    {
        var draft = Draft.Of(input, outcome);
        for (var i = 0; i < carried.Length; i++)
        {
            input.Policy.Modifiers[i].Apply(draft, ref carried[i]);
        }

        return draft.Total;
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
}
