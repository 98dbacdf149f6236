namespace DealerIntegration.Domain.Rebates.Rules;

/// <summary>What a reward is applied to, and by what the lines share it (奖励基数).</summary>
internal static class Rewards
{
    /// <summary>The value, the units or the one sum that stands for this part of the measure.</summary>
    public static decimal BaseOf(RewardKind reward, BasisTotals basis, decimal portion) => reward switch
    {
        RewardKind.Percent => Proportion.Of(basis.Value, portion, basis.Measure),
        RewardKind.PerUnit => Proportion.Of(basis.Quantity, portion, basis.Measure),
        _ => 1m,
    };

    public static BasisMeasure SharedBy(RewardKind reward, BasisTotals basis) => reward switch
    {
        RewardKind.Percent => BasisMeasure.Value,
        RewardKind.PerUnit => BasisMeasure.Quantity,
        _ => basis.MeasuredIn,
    };
}
