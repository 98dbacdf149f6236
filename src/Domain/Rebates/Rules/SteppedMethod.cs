using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Rebates.Rules;

/// <summary>Each slice at the rate of its own tier (超额累进).</summary>
internal sealed class SteppedMethod : ITierMethod
{
    public TierMethod Method => TierMethod.Stepped;

    public Told Words => new("each slice at its own rate", "各档分段按各自比例计算");

    public IEnumerable<(TierBracket Tier, decimal Portion)> Portions(
        IReadOnlyList<TierBracket> reached, decimal measure) =>
        reached.Select(tier => (tier, decimal.Min(measure, tier.UpTo ?? measure) - tier.From));
}
