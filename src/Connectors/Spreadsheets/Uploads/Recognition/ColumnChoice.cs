namespace DealerIntegration.Connectors.Spreadsheets.Uploads.Recognition;

/// <summary>
/// Gives each field its column (列的分配). A column is chosen only where no other comes near it, for that field, and no
/// other field comes near for that column; so the order of the columns never decides anything.
/// </summary>
internal sealed class ColumnChoice(UploadDefinition definition, Func<string, bool> hasLabel)
{
    private const decimal Margin = 0.1m;
    private const decimal Worth = 0.15m;
    private const int MostCandidates = 4;

    public TableProposal Choose(Heading heading, IReadOnlyList<FieldGuess> guesses)
    {
        var chosen = Settled(guesses);
        while (true)
        {
            var free = Free(guesses, chosen).ToList();
            var sure = free.Where(g => g.Confidence >= definition.SureFrom && !HasRival(g, free)).ToList();
            if (sure.Count == 0)
            {
                return Propose(heading, chosen, free);
            }

            chosen.AddRange(sure);
        }
    }

    public static bool IsServed(IEnumerable<FieldGuess> chosen, string field)
    {
        var signs = chosen.Where(c => c.Field == field).Select(c => c.Sign).ToHashSet();
        return signs.Contains(0) || (signs.Contains(1) && signs.Contains(-1));
    }

    // One column is one field: the first of the definition that has its heading for a word.
    private static List<FieldGuess> Settled(IReadOnlyList<FieldGuess> guesses) =>
        [.. guesses.Where(g => g.IsExact).GroupBy(g => g.Column.Column).Select(g => g.First())];

    private static IEnumerable<FieldGuess> Free(IReadOnlyList<FieldGuess> guesses, List<FieldGuess> chosen) =>
        guesses.Where(g => chosen.TrueForAll(c => c.Column.Column != g.Column.Column)
            && !chosen.Exists(c => c.Field == g.Field && (c.Sign == 0 || g.Sign == 0 || c.Sign == g.Sign)));

    private static bool HasRival(FieldGuess guess, List<FieldGuess> free) => free.Exists(other =>
        other != guess
        && (other.Column.Column == guess.Column.Column
            || (other.Field == guess.Field && (other.Sign == 0 || guess.Sign == 0 || other.Sign == guess.Sign)))
        && other.Confidence > guess.Confidence - Margin);

    private TableProposal Propose(Heading heading, List<FieldGuess> chosen, List<FieldGuess> free)
    {
        var required = definition.Columns.Where(c => c.Value.Required).Select(c => c.Key).ToList();
        var questions = required
            .Where(f => !IsServed(chosen, f) && !hasLabel(f))
            .Select(f => new OpenQuestion(f,
            [
                .. free.Where(g => g.Field == f && g.Confidence >= Worth)
                    .OrderByDescending(g => g.Confidence).ThenBy(g => g.Column.Column).Take(MostCandidates),
            ]))
            .ToList();
        var score = required.Sum(f => questions.Find(q => q.Field == f) is { } question
            ? question.Candidates.Select(c => c.Confidence).FirstOrDefault() / 2
            : chosen.Where(c => c.Field == f).Select(c => c.Confidence).DefaultIfEmpty(1).Min());
        return new TableProposal(
            definition, heading, [.. chosen.OrderBy(c => c.Column.Column)], questions,
            score / Math.Max(1, required.Count));
    }
}
