using DealerIntegration.Connectors.Spreadsheets.Reading;

namespace DealerIntegration.Connectors.Spreadsheets.Uploads.Recognition;

/// <summary>A column as it was understood: the field with the word people know it by, and why.</summary>
/// <param name="Letter">Of the column.</param>
/// <param name="Heading">As written.</param>
/// <param name="Field">Null: the column is not used.</param>
/// <param name="Confidence">0 to 1.</param>
/// <param name="Why">Null where the column is not used.</param>
/// <param name="Examples">Up to three values.</param>
public sealed record LayoutColumn(
    string Letter, string Heading, string? Field, decimal Confidence, Bilingual? Why, string Examples);

/// <summary>How a file was understood, and what has to be asked (识别结果).</summary>
public sealed record LayoutView
{
    /// <summary>Null: nothing in the file looks like anything we take.</summary>
    public UploadDefinition? Definition { get; init; }

    public string? Sheet { get; init; }

    public int HeaderRow { get; init; }

    public IReadOnlyList<LayoutColumn> Columns { get; init; } = [];

    /// <summary>Why the file would be sent back.</summary>
    public IReadOnlyList<UploadProblem> Problems { get; init; } = [];

    /// <summary>Answers that name what is not there.</summary>
    public IReadOnlyList<string> Misses { get; init; } = [];

    /// <summary>What has changed since the dealer's last file.</summary>
    public Bilingual? Drift { get; init; }

    /// <summary>To be remembered when a person confirms it; null while something is open.</summary>
    public RememberedLayout? Layout { get; init; }
}

/// <summary>Looks at a file as reading it would, with what a person says of it, and stores nothing (识别试算).</summary>
public static class LayoutTrial
{
    /// <exception cref="Configuration.ConfigurationException">There is no kind of the name that was said.</exception>
    public static LayoutView Look(
        OpenedFile file, IReadOnlyList<UploadDefinition> definitions, IUploadKnowledge knowledge,
        LayoutAnswers answers)
    {
        var sheets = file.Sheets.Where(s => !s.Hidden).ToList();
        var kinds = answers.Of(definitions);
        var found = answers.AreNone
            ? LayoutFinder.Find(sheets, kinds, knowledge)
            : Answered(sheets, kinds, knowledge, answers);
        if (found.Tables.Count == 0)
        {
            return new LayoutView { Problems = found.Problems };
        }

        var table = found.Tables[0];
        return new LayoutView
        {
            Definition = table.Definition,
            Sheet = table.Sheet.Name,
            HeaderRow = table.Header.Number,
            Columns = [.. Columns(table)],
            Problems = found.Problems,
            Misses = [.. answers.Misses(table)],
            Drift = found.Drift,
            Layout = found.Problems.Count == 0 ? RememberedLayout.Of(table) : null,
        };
    }

    private static LayoutResult Answered(
        IReadOnlyList<SheetGrid> sheets, IReadOnlyList<UploadDefinition> kinds, IUploadKnowledge knowledge,
        LayoutAnswers answers)
    {
        var decided = Recogniser.Decide(
            Recogniser.Propose([.. sheets.Select(HeadingFinder.Of)], kinds, knowledge, answers));
        return decided.Problems.Count > 0 ? decided : LayoutFinder.Finish(
            decided with { Tables = [.. decided.Tables.Select(t => t with { Style = StyleOf(t, answers) })] },
            sheets, knowledge);
    }

    private static TableStyle StyleOf(TableLayout table, LayoutAnswers answers) => new(
        answers.Dates ?? table.Style.Dates, answers.CommaDecimals ?? table.Style.CommaDecimals);

    private static IEnumerable<LayoutColumn> Columns(TableLayout table)
    {
        var known = new Bilingual("标题就是同义词", "it is headed so");
        var sample = TableSample.Of(table.Heading!, table.Definition);
        return
            from headed in table.Heading!.Columns
            let column = table.Columns.FirstOrDefault(c => c.Column == headed.Column)
            let guess = table.Guesses.FirstOrDefault(g => g.Column == headed)
            select new LayoutColumn(
                headed.Letter, headed.Text,
                column is null ? null : column.Field + (column.Sign > 0 ? "+" : column.Sign < 0 ? "-" : ""),
                column is null ? 0 : guess?.Confidence ?? FieldGuess.Exact,
                column is null ? null : guess?.Why ?? known,
                sample.Column(headed.Column).Examples);
    }
}
