using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Reconciliation.Steps;

/// <summary>
/// The number of a line stands in the reference or text of the other side (摘要包含单据号), whichever side writes it. One
/// to one where the amounts are equal within the absolute tolerance; one line against all lines that its text names
/// where those add up. A number that fits more than one way becomes a proposal.
/// </summary>
/// <remarks>Score 0.85; 0.75 for texts that are only similar, see <see cref="SimilarTexts"/>.</remarks>
internal sealed class TextReferenceStep : IMatchStep
{
    private const decimal Score = 0.85m;

    // A number on more lines than this is a subject, not a document.
    private const int MostLinesOfOneNumber = 16;

    public void Run(string name, Workspace workspace)
    {
        if (OpenLines.Of(workspace) is not { } open)
        {
            return;
        }

        var fromOurs = Named(open.Ours, open.Theirs, workspace.Keys);
        var fromTheirs = Named(open.Theirs, open.Ours, workspace.Keys);
        PairOffers(name, workspace, fromOurs, fromTheirs);
        var sets = Sets(fromOurs, BookSide.Ours, workspace).Concat(Sets(fromTheirs, BookSide.Theirs, workspace));
        SetChoice.Run(name, workspace, [.. sets]);
        if (workspace.Rules.TextTolerancePercent > 0)
        {
            SimilarTexts.Run(name, workspace, open);
        }
    }

    /// <summary>For each line the lines of the other side whose numbers it names.</summary>
    private static List<(Item Line, List<Item> Named)> Named(Item[] lines, Item[] others, DocumentKey keys)
    {
        var byNumber = others.Where(item => TextNumbers.IsNumber(item.Key)).ToLookup(item => item.Key);
        var found = new List<(Item, List<Item>)>();
        foreach (var line in lines)
        {
            var named = new List<Item>();
            foreach (var number in TextNumbers.Of(line, keys))
            {
                var bearers = byNumber[number];
                if (bearers.Take(MostLinesOfOneNumber + 1).Count() <= MostLinesOfOneNumber)
                {
                    named.AddRange(bearers.Where(other => other.Entry.Currency == line.Entry.Currency));
                }
            }

            if (named.Count > 0)
            {
                named.Sort((a, b) => a.Rank - b.Rank);
                found.Add((line, named));
            }
        }

        return found;
    }

    private static void PairOffers(
        string name, Workspace workspace, List<(Item Line, List<Item> Named)> fromOurs,
        List<(Item Line, List<Item> Named)> fromTheirs)
    {
        var allowed = workspace.Rules.Tolerance.Absolute;
        var pairs = fromOurs.SelectMany(f => f.Named.Select(theirs => (Ours: f.Line, Theirs: theirs)))
            .Concat(fromTheirs.SelectMany(f => f.Named.Select(ours => (Ours: ours, Theirs: f.Line))))
            .Distinct()
            .Where(pair => pair.Ours.MayBe(pair.Theirs))
            .Select(pair => new PairOffer(pair.Ours, pair.Theirs, Math.Abs(pair.Theirs.Amount - pair.Ours.Amount)))
            .Where(offer => offer.Cost <= allowed);
        new PairChoice(name, Score, workspace).Run(pairs, offer =>
            $"one text names the number of the other line ({Text(offer.Ours)} | {Text(offer.Theirs)}); amounts "
            + $"{AmountText.Of(offer.Cost)} apart, allowed {AmountText.Of(allowed)}");
    }

    private static IEnumerable<LineSet> Sets(
        List<(Item Line, List<Item> Named)> from, BookSide side, Workspace workspace)
    {
        var allowed = workspace.Rules.Tolerance.Absolute;
        foreach (var (line, named) in from)
        {
            var others = named.FindAll(other => other.IsOpen && !other.IsApartFrom(line));
            if (!line.IsOpen || others.Count < 2 || !LineSet.MayBe([line], others))
            {
                continue;
            }

            var apart = Math.Abs(LineSet.Sum(others) - line.Amount);
            if (apart <= allowed)
            {
                yield return LineSet.Of(
                    line, side, others, Score,
                    $"'{Text(line)}' names {others.Count} lines "
                    + $"({string.Join(", ", others.Select(o => o.Key).Distinct())}) that add up to "
                    + $"{AmountText.Of(LineSet.Sum(others))}, "
                    + $"{AmountText.Of(apart)} apart, allowed "
                    + AmountText.Of(allowed));
            }
        }
    }

    private static string Text(Item item) => $"{item.Entry.Reference} {item.Entry.Text}".Trim();
}
