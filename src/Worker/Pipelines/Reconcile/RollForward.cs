using DealerIntegration.Connectors.Spreadsheets;
using DealerIntegration.Domain.Reconciliation;

namespace DealerIntegration.Worker.Pipelines.Reconcile;

/// <summary>One line of a roll-forward, on both sides; null: the side has nothing of it.</summary>
internal sealed record RollLine(Bilingual Name, decimal? Ours, decimal? Theirs);

/// <summary>From the opening to the closing of both books, by what happened in between (滚动表).</summary>
internal static class RollForward
{
    public static IReadOnlyList<RollLine> Of(DealerBooks books, BookWords words)
    {
        var ours = Sums(books.Ours, BookSide.Ours, words);
        var theirs = Sums(books.Theirs, BookSide.Theirs, words);
        return
        [
            new RollLine(words.Opening, books.Ours.OpeningBalance, books.Theirs?.OpeningBalance),
            .. ours.Keys.Union(theirs.Keys).Select(name => new RollLine(name, Of(ours, name), Of(theirs, name))),
            .. Uncounted(books, words),
            new RollLine(words.Closing, books.Ours.ClosingBalance, books.Theirs?.ClosingBalance),
        ];
    }

    // A counted closing need not be what the lines come to; without this line the column would not add up.
    private static IEnumerable<RollLine> Uncounted(DealerBooks books, BookWords words)
    {
        if (books.Theirs is { ClosingIsCounted: true } theirs)
        {
            var rest = theirs.ClosingBalance - theirs.OpeningBalance - theirs.Entries.Sum(e => e.Amount);
            if (rest != 0m)
            {
                yield return new RollLine(new("盘点与单据之差", "Not on any document"), null, rest);
            }
        }
    }

    private static decimal? Of(Dictionary<Bilingual, decimal> sums, Bilingual name) =>
        sums.TryGetValue(name, out var sum) ? sum : null;

    // Lines in another currency move no balance of the book.
    private static Dictionary<Bilingual, decimal> Sums(DealerBook? book, BookSide side, BookWords words) =>
        (book?.Entries ?? []).Where(e => e.Currency == book!.Currency)
            .GroupBy(e => words.LineOf(side, e))
            .OrderBy(g => g.Min(e => e.Kind)).ThenBy(g => g.Key.English, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Sum(e => e.Amount));
}
