using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Rebates.Rules;

/// <summary>
/// Every tier reached pays on the basis from zero up to its own end (滚动): a lower one on its full upper limit × its
/// rate, the highest on the whole basis × its rate.
/// </summary>
/// <remarks>
/// The lower tiers are not counted as slices (upper less lower limit), although "slices of the lower tiers" is how the
/// method is sometimes told: with 10 % to 1,000 and 25 % above, 2,000 earns 1,000 × 10 % + 2,000 × 25 % = 600. From the
/// third tier on the two readings differ.
/// </remarks>
internal sealed class RollingMethod : ITierMethod
{
    public TierMethod Method => TierMethod.Rolling;

    public Told Words => new("every tier reached on the basis up to its end", "达到的每一档按该档上限以内的基数计算");

    public IEnumerable<(TierBracket Tier, decimal Portion)> Portions(
        IReadOnlyList<TierBracket> reached, decimal measure) =>
        reached.Select(tier => (tier, decimal.Min(measure, tier.UpTo ?? measure)));
}
