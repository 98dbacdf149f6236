using DealerIntegration.Domain.Reconciliation;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Pipelines.Reconcile;

/// <summary>How a match differs under other rules (勾对变化).</summary>
internal enum MatchChangeKind
{
    /// <summary>Lines that were open are matched.</summary>
    Gained,

    /// <summary>Lines that were matched are open.</summary>
    Lost,

    /// <summary>Lines of ours are matched with others of the dealer's.</summary>
    Changed,
}

/// <param name="Before">The match of the run; empty where there was none.</param>
/// <param name="After">The match under the other rules; empty where there is none.</param>
internal sealed record MatchChange(
    MatchChangeKind Kind, string DealerCode, string Before, string After, decimal OurAmount);

/// <summary>Compares the matches of a finished run with those of other rules, dealer by dealer.</summary>
internal static class MatchChanges
{
    public static IEnumerable<MatchChange> Between(
        string dealer, IEnumerable<StoredMatch> before, IReadOnlyList<Match> after)
    {
        var now = after.ToDictionary(Key, StringComparer.Ordinal);
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var old in before)
        {
            known.Add(old.OurIds);
            if (!now.TryGetValue(old.OurIds, out var match))
            {
                yield return new MatchChange(MatchChangeKind.Lost, dealer, Text(old), "", old.OurAmount);
            }
            else if (Ids(match.Theirs) != old.TheirIds)
            {
                yield return new MatchChange(MatchChangeKind.Changed, dealer, Text(old), Text(match), old.OurAmount);
            }
        }

        foreach (var match in after)
        {
            if (!known.Contains(Key(match)))
            {
                yield return new MatchChange(MatchChangeKind.Gained, dealer, "", Text(match), match.OurAmount);
            }
        }
    }

    private static string Key(Match match) => Ids(match.Ours);

    private static string Ids(IReadOnlyList<BookEntry> entries) => string.Join(' ', entries.Select(e => e.Id));

    private static string Text(StoredMatch match) => $"{match.OurIds} = {match.TheirIds} ({match.Step})";

    private static string Text(Match match) => $"{Ids(match.Ours)} = {Ids(match.Theirs)} ({match.Step})";
}
