namespace DealerIntegration.Domain.Rebates;

/// <summary>At which tier the estimate is made (计提口径).</summary>
public enum AccrualTier
{
    /// <summary>At the tier the period has reached: the estimate is what is earned so far.</summary>
    TierReached,

    /// <summary>At the tier the whole period is expected to reach.</summary>
    TierExpected,
}

/// <summary>How the liability is estimated while a period runs (计提).</summary>
/// <param name="Expected">Basis expected of a dealer for the whole period, in the measure of the policy.</param>
/// <param name="ExpectedByDealer">The same for single dealers, by code; it goes before <paramref name="Expected"/>.
/// </param>
public sealed record PolicyAccrual(
    AccrualTier At = AccrualTier.TierReached,
    decimal? Expected = null,
    IReadOnlyDictionary<string, decimal>? ExpectedByDealer = null)
{
    internal decimal? ExpectedOf(string dealerCode) =>
        ExpectedByDealer is not null && ExpectedByDealer.TryGetValue(dealerCode, out var own) ? own : Expected;
}
