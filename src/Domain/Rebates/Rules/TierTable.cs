namespace DealerIntegration.Domain.Rebates.Rules;

/// <summary>A tier with both ends worked out; an open end is null.</summary>
internal readonly record struct TierBracket(int Number, decimal From, decimal? UpTo, decimal Rate);

/// <summary>Completes tiers that were written with one end only.</summary>
internal static class TierTable
{
    public static IReadOnlyList<TierBracket> Of(IReadOnlyList<RebateTier> tiers)
    {
        var brackets = new TierBracket[tiers.Count];
        for (var i = 0; i < tiers.Count; i++)
        {
            brackets[i] = new TierBracket(i + 1, StartOf(tiers, i) ?? 0m, EndOf(tiers, i), tiers[i].Rate);
        }

        return brackets;
    }

    /// <summary>Where a tier starts; null when neither it nor its predecessor says so.</summary>
    public static decimal? StartOf(IReadOnlyList<RebateTier> tiers, int index) =>
        tiers[index].From ?? (index == 0 ? 0m : tiers[index - 1].UpTo);

    /// <summary>Where a tier ends; null when it is open.</summary>
    public static decimal? EndOf(IReadOnlyList<RebateTier> tiers, int index) =>
        tiers[index].UpTo ?? (index + 1 < tiers.Count ? tiers[index + 1].From : null);
}
