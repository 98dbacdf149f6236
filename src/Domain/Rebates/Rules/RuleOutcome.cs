namespace DealerIntegration.Domain.Rebates.Rules;

/// <summary>The sums a rule may compute on (计算基数).</summary>
internal readonly record struct BasisTotals(BasisMeasure MeasuredIn, decimal Value, decimal Quantity)
{
    /// <summary>What the tiers are measured in: the value or the quantity, as the policy says.</summary>
    /// <summary>What the tiers are measured in: the value or the quantity, as the policy says.</summary>
    public decimal Measure => MeasuredIn == BasisMeasure.Value ? Value : Quantity;
}

/// <summary>What a rule computed.</summary>
/// <param name="SharedBy">The measure by which the lines share the payout.</param>
/// <param name="Words">The rule in words, for the explanation.</param>
internal sealed record RuleOutcome(
    IReadOnlyList<RebateSlice> Slices, int? TierReached, BasisMeasure SharedBy, string Words);
