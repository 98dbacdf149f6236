namespace DealerIntegration.Domain.Rebates.Rules;

/// <summary>How it is known that the goods moved on (动销口径).</summary>
public enum SoldOnBy
{
    /// <summary>The dealer's own deliveries to sub-dealers and outlets (流向).</summary>
    Delivery,

    /// <summary>Codes that consumers activated (扫码激活).</summary>
    Activation,
}

/// <summary>
/// Rebate on what the dealer sold on or consumers activated (动销返利), by tiers of units. The documents of the policy's
/// basis are left aside.
/// </summary>
public sealed record SellThroughRule(
    SoldOnBy By, TierMethod Method, RewardKind Reward, TierThreshold Threshold, IReadOnlyList<RebateTier> Tiers)
    : RebateRule
{
    public const string TypeName = "sellThrough";

    private TierRule ByUnits => new(Method, Reward, Threshold, Tiers);

    internal override LineSource Source(PolicyBasis basis) =>
        By == SoldOnBy.Delivery ? LineSource.SellThrough : LineSource.Activations;

    internal override IEnumerable<PolicyProblem> Problems(RebatePolicy policy)
    {
        if (policy.Basis.Measure != BasisMeasure.Quantity)
        {
            yield return new PolicyProblem(
                "basis.measure", "What is sold on is known in units only.", "Write quantity.");
        }

        if (Reward == RewardKind.Percent)
        {
            yield return new PolicyProblem(
                "rule.reward", "There is no value to take a percentage of.", "Write perUnit or fixed.");
        }

        foreach (var problem in ByUnits.Problems(policy))
        {
            yield return problem;
        }
    }

    internal override RuleOutcome Compute(RuleInput input) => ByUnits.Compute(input);

    internal override NextStep? Next(RuleInput input) => ByUnits.Next(input);
}
