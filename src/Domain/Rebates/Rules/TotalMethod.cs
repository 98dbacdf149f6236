using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Rebates.Rules;

/// <summary>Every tier reached pays on the whole basis (叠加).</summary>
internal sealed class TotalMethod : ITierMethod
{
    public TierMethod Method => TierMethod.Total;

    public Told Words => new("everything at the rate of every tier reached", "全部基数按达到的每一档比例叠加计算");

    public IEnumerable<(TierBracket Tier, decimal Portion)> Portions(
        IReadOnlyList<TierBracket> reached, decimal measure) => reached.Select(tier => (tier, measure));
}
