using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Rebates.Rules;

/// <summary>The whole basis at the rate of the highest tier reached (全额累进).</summary>
internal sealed class CumulativeMethod : ITierMethod
{
    public TierMethod Method => TierMethod.Cumulative;

    public Told Words => new("everything at the rate of the tier reached", "全部基数按达到档的比例计算");

    public IEnumerable<(TierBracket Tier, decimal Portion)> Portions(
        IReadOnlyList<TierBracket> reached, decimal measure) => [(reached[^1], measure)];
}
