namespace DealerIntegration.Domain.Rebates;

/// <summary>How far a dealer, or the group it is added up with, is from the next tier (阶梯提醒).</summary>
/// <param name="At">Measure at which the tier is reached.</param>
/// <param name="Distance">What is still to be bought, in the measure of the policy.</param>
/// <param name="Worth">
/// What the rule pays there more than now, before modifiers and rounding to shares; value and quantity keep today's
/// proportion.
/// </param>
public sealed record TierWatch(int Tier, decimal At, decimal Distance, decimal Worth, string Words);
