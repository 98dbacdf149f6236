using DealerIntegration.Domain.Canonical;

namespace DealerIntegration.Connectors.Mapping;

/// <summary>
/// What a pull of everything may say about documents that it did not bring (快照比对): they are gone at the source.
/// </summary>
public sealed record SnapshotRule
{
    /// <summary>Up to so many documents may go at once whatever their share.</summary>
    public const int FewDocuments = 10;

    public static readonly SnapshotRule Usual = new();

    /// <summary>
    /// Whether the source lists all that it holds; absent: as its kind usually does. A list of the last months is none:
    /// what leaves it is not gone.
    /// </summary>
    public bool? Whole { get; init; }

    /// <summary>More documents than this share of what stands are not let go without a person's word.</summary>
    public int MostPercent { get; init; } = 10;

    /// <summary>Whether so many at once look like a fault of the source rather than like work done in it.</summary>
    public bool IsTooMany(long gone, long standing) => gone > FewDocuments && gone * 100 > standing * MostPercent;

    /// <summary>Everything wrong with the rule, in words.</summary>
    internal IEnumerable<string> Problems(DatasetSpec spec)
    {
        if (MostPercent is < 0 or > 100)
        {
            yield return $"snapshot.mostPercent is {MostPercent}; it must be from 0 to 100.";
        }

        if (Whole == true && !spec.EndsWithSource)
        {
            yield return $"snapshot.whole cannot be said of '{spec.Name}': its records stay when they are not listed.";
        }
    }
}
