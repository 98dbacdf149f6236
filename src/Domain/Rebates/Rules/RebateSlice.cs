using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Rebates.Rules;

/// <summary>What one tier pays (阶梯明细).</summary>
/// <param name="Tier">Number of the tier, from 1.</param>
/// <param name="UpTo">Where the tier ends; null when it is open.</param>
/// <param name="Portion">The part of the basis this tier is paid on, in the measure of the policy.</param>
/// <param name="RewardBase">What the rate is applied to: money for percent, units for perUnit, 1 for fixed.</param>
/// <param name="Rate">Percent, money per unit, or money.</param>
public sealed record RebateSlice(
    int Tier,
    decimal From,
    decimal? UpTo,
    decimal Portion,
    decimal RewardBase,
    RewardKind Reward,
    decimal Rate,
    decimal Amount)
{
    /// <summary>What the slice is of, where a range of the tier does not say it: a product, the excess.</summary>
    public string? Name { get; init; }

    /// <summary>The same for a dealer that reads Chinese.</summary>
    public string? NameChinese { get; init; }

    /// <summary>The multiplication in words, without the result.</summary>
    internal Told Words => Reward switch
    {
        RewardKind.Percent => Told.Same($"{Figures.Amount(RewardBase)} × {Figures.Plain(Rate)} %"),
        RewardKind.PerUnit => Told.Same(Figures.Plain(RewardBase)) + new Told(" units × ", " 件 × ")
            + Told.Same(Figures.Plain(Rate)),
        _ => new("fixed amount", "定额"),
    };

    /// <summary>A slice that stands for itself and not for a range.</summary>
    internal static RebateSlice Of(Told name, int number, RewardKind reward, decimal rewardBase, decimal rate) => new(
        number, 0m, null, rewardBase, rewardBase, reward, rate, Pay(reward, rewardBase, rate))
    {
        Name = name.English,
        NameChinese = name.Chinese,
    };

    internal static decimal Pay(RewardKind reward, decimal rewardBase, decimal rate) =>
        reward == RewardKind.Percent ? rewardBase * rate / 100m : rewardBase * rate;
}

/// <summary>How a tier pays (奖励方式): percent of the value, money per unit, or a fixed sum.</summary>
public enum RewardKind
{
    Percent,
    PerUnit,
    Fixed,
}
