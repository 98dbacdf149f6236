namespace DealerIntegration.Domain.Rebates.Rules;

/// <summary>Every tier reached pays on the whole basis (叠加).</summary>
internal sealed class TotalMethod : ITierMethod
{
    public TierMethod Method => TierMethod.Total;

    public string Words => "everything at the rate of every tier reached";

    public IEnumerable<(TierBracket Tier, decimal Portion)> Portions(
        IReadOnlyList<TierBracket> reached, decimal measure) => reached.Select(tier => (tier, measure));
}
