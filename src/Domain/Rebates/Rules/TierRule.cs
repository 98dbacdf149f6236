using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Rebates.Rules;

/// <summary>How the tiers reached work together (阶梯方式). One file each; see <see cref="TierMethodList"/>.</summary>
public enum TierMethod
{
    Stepped,
    Cumulative,
    Rolling,
    Total,
}

/// <summary>Whether an amount that exactly equals the start of a tier is in it (含/不含临界值).</summary>
public enum TierThreshold
{
    /// <summary>Reaching the number is enough.</summary>
    Inclusive,

    /// <summary>The number must be exceeded.</summary>
    Exclusive,
}

/// <summary>
/// Rebate by tiers (阶梯返利). The tier is found in the measure of the policy; the reward has its own base: a percentage
/// is paid on the value, a rate per unit on the quantity, each in proportion to the part of the measure in the tier.
/// </summary>
/// <remarks>
/// A last tier with an end caps the basis: what lies above it earns nothing more. Below the first tier nothing is
/// earned. With a fixed reward, <c>cumulative</c> pays the sum of the tier reached and every other method the sums of
/// all tiers reached.
/// </remarks>
public sealed record TierRule(
    TierMethod Method, RewardKind Reward, TierThreshold Threshold, IReadOnlyList<RebateTier> Tiers) : RebateRule
{
    public const string TypeName = "tiers";

    internal override IEnumerable<PolicyProblem> Problems(RebatePolicy policy) =>
        TierRuleCheck.Problems(Tiers, Reward, addsUp: Method == TierMethod.Total);

    internal override RuleOutcome Compute(RuleInput input)
    {
        var basis = input.Basis;
        var brackets = TierTable.Of(Tiers);
        var capped = brackets[^1].UpTo is { } end ? decimal.Min(basis.Measure, end) : basis.Measure;
        var reached = brackets.Where(bracket => IsReached(bracket, basis.Measure)).ToList();
        var sharedBy = Rewards.SharedBy(Reward, basis);
        if (reached.Count == 0)
        {
            return RuleOutcome.Nothing(sharedBy, new("No tier is reached", "未达到任何档"));
        }

        var method = TierMethodList.Of(Method);
        var tier = reached[^1].Number;
        return new RuleOutcome(
            [.. method.Portions(reached, capped).Select(part => Pay(basis, part.Tier, part.Portion))],
            tier,
            sharedBy,
            new Told($"Tier {tier} is reached; ", $"达到第 {tier} 档，") + method.Words);
    }

    internal override NextStep? Next(RuleInput input)
    {
        foreach (var bracket in TierTable.Of(Tiers))
        {
            if (!IsReached(bracket, input.Basis.Measure))
            {
                return new NextStep(bracket.Number, bracket.From);
            }
        }

        return null;
    }

    private bool IsReached(TierBracket bracket, decimal measure) =>
        Threshold == TierThreshold.Inclusive ? measure >= bracket.From : measure > bracket.From;

    private RebateSlice Pay(BasisTotals basis, TierBracket tier, decimal portion)
    {
        var rewardBase = Rewards.BaseOf(Reward, basis, portion);
        var amount = RebateSlice.Pay(Reward, rewardBase, tier.Rate);
        return new RebateSlice(tier.Number, tier.From, tier.UpTo, portion, rewardBase, Reward, tier.Rate, amount);
    }
}

/// <summary>
/// One tier (返利阶梯) as written: where it starts, where it ends, or both. An end that is left out is the start of the
/// next tier, a start that is left out the end of the one before (0 for the first).
/// </summary>
/// <param name="Rate">Percent, money per unit, or a sum, as the rule's reward says.</param>
public sealed record RebateTier(decimal Rate, decimal? From = null, decimal? UpTo = null);
