namespace DealerIntegration.Domain.Rebates.Rules;

/// <summary>
/// Every tier reached pays on the basis from zero up to its own end (滚动): the lower ones on their full upper limit, the
/// highest on the whole basis.
/// </summary>
internal sealed class RollingMethod : ITierMethod
{
    public TierMethod Method => TierMethod.Rolling;

    public string Words => "every tier reached on the basis up to its end";

    public IEnumerable<(TierBracket Tier, decimal Portion)> Portions(
        IReadOnlyList<TierBracket> reached, decimal measure) =>
        reached.Select(tier => (tier, decimal.Min(measure, tier.UpTo ?? measure)));
}
