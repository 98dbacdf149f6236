namespace DealerIntegration.Domain.Reconciliation.Clearing;

/// <summary>How long an item has been open (账龄段); both days are inclusive.</summary>
/// <param name="ToDays">Null for the last band.</param>
public sealed record AgeBand(int FromDays, int? ToDays)
{
    /// <summary>0–30, 31–60, 61–90 and over 90 days.</summary>
    public static readonly IReadOnlyList<AgeBand> Usual = Starting([0, 31, 61, 91]);

    public string Name => ToDays is { } to ? $"{FromDays}-{to}" : FromDays == 0 ? "all" : $"over {FromDays - 1}";

    /// <param name="days">The first day of each band, ascending; a band ends where the next one starts.</param>
    /// <exception cref="ArgumentException">The first is not 0, or one is not above the one before.</exception>
    public static IReadOnlyList<AgeBand> Starting(IReadOnlyList<int> days)
    {
        if (days.Count == 0 || days[0] != 0 || days.Zip(days.Skip(1)).Any(pair => pair.First >= pair.Second))
        {
            throw new ArgumentException(
                $"Age bands start at [{string.Join(", ", days)}]; let the first start at 0 and each above the last.",
                nameof(days));
        }

        return [.. days.Select((from, i) => new AgeBand(from, i + 1 < days.Count ? days[i + 1] - 1 : null))];
    }

    public bool Holds(int days) => days >= FromDays && !(days > ToDays);
}
