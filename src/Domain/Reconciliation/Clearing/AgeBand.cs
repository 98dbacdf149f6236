namespace DealerIntegration.Domain.Reconciliation.Clearing;

/// <summary>How long an item has been open (账龄段).</summary>
/// <param name="FromDays">Days from which the band counts, inclusive; it ends where the next one starts.</param>
public sealed record AgeBand(string Name, int FromDays)
{
    /// <summary>0–30, 31–60, 61–90 and over 90 days.</summary>
    public static readonly IReadOnlyList<AgeBand> Usual =
        [new("0-30", 0), new("31-60", 31), new("61-90", 61), new("over 90", 91)];

    /// <exception cref="ArgumentException">No band starts at or below the age.</exception>
    public static AgeBand Of(int days, IReadOnlyList<AgeBand> bands) =>
        bands.Where(band => band.FromDays <= days).MaxBy(band => band.FromDays)
        ?? throw new ArgumentException(
            $"No age band holds {days} days; let the first band start at 0.", nameof(bands));
}
