using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Rebates.Rules;

/// <summary>How the tiers that were reached divide the basis among them.</summary>
internal interface ITierMethod
{
    TierMethod Method { get; }

    /// <summary>For the explanation.</summary>
    Told Words { get; }

    /// <param name="reached">Not empty, rising.</param>
    /// <param name="measure">Basis, capped at the end of the last tier of the table.</param>
    IEnumerable<(TierBracket Tier, decimal Portion)> Portions(IReadOnlyList<TierBracket> reached, decimal measure);
}

/// <summary>Every tier method.</summary>
internal static class TierMethodList
{
    public static readonly ITierMethod[] All =
    [
        new SteppedMethod(),
        new CumulativeMethod(),
        new RollingMethod(),
        new TotalMethod(),
    ];

    public static ITierMethod Of(TierMethod method) => All.Single(m => m.Method == method);
}
