using DealerIntegration.Connectors.Spreadsheets.Reading;
using DealerIntegration.Domain.Canonical;

namespace DealerIntegration.Connectors.Spreadsheets.Uploads.Recognition;

/// <summary>
/// Understands tables that nobody has told the hub about (表格识别): for every kind of table and every row that may head
/// it, which column is which field, and how surely. Pure, and it never decides by the order of columns.
/// </summary>
internal static class Recogniser
{
    // A row of more headings is no table of a dealer; bounds the work on a hostile file.
    private const int MostColumns = 300;

    // Rows whose words say most are looked at with their values; a table's own heading is among the first.
    private const int MostHeadings = 6;

    // A table of which less than this is recognised is not called by the name of its kind.
    private const decimal Alike = 0.4m;

    // Of two kinds that are both unsure, and by so much alike, the sender is asked which it is.
    private const decimal Beside = 0.07m;

    // Two kinds that differ by less than half a column cannot be told apart.
    private const decimal Margin = 0.5m;

    /// <summary>The best proposal of each kind for each sheet, the surest first.</summary>
    /// <param name="sheets">The visible ones.</param>
    /// <param name="definitions">The kinds that are looked for.</param>
    /// <param name="knowledge">What codes and layouts are known.</param>
    /// <param name="answers">What a person says goes before everything.</param>
    public static IReadOnlyList<TableProposal> Propose(
        IReadOnlyList<SheetHeadings> sheets, IReadOnlyList<UploadDefinition> definitions, IUploadKnowledge knowledge,
        LayoutAnswers answers) =>
    [
        .. definitions.SelectMany(definition => sheets.Select(
                sheet => Best(sheet, definition, knowledge, answers)))
            .OfType<TableProposal>()
            .OrderByDescending(p => p.IsSure).ThenByDescending(p => p.Score).ThenByDescending(p => p.Weight)
            .ThenBy(p => p.Definition.Title.English, StringComparer.Ordinal),
    ];

    /// <summary>The tables that are sure, all of one kind; or the questions of the one that comes nearest.</summary>
    public static LayoutResult Decide(IReadOnlyList<TableProposal> proposals)
    {
        var kinds = proposals.Where(p => p.IsSure).GroupBy(p => p.Definition)
            .Select(g => (Kind: g.Key, Weight: g.Max(p => p.Weight)))
            .OrderByDescending(k => k.Weight).ToList();
        if (kinds.Count == 0)
        {
            return proposals.FirstOrDefault(p => p.Score >= Alike && p.Columns.Count > 0) is { } nearest
                ? new LayoutResult(
                    [nearest.ToLayout()], [.. WhichKind(nearest, proposals), .. Questions(nearest)], nearest.Definition)
                : LayoutResult.Refused(new UploadProblem(UploadFindings.NoTable()));
        }

        var close = kinds.Where(k => k.Weight > kinds[0].Weight - Margin).Select(k => k.Kind).ToList();
        return close.Count > 1
            ? LayoutResult.Refused(new UploadProblem(UploadFindings.Ambiguous(close)))
            : new LayoutResult(
                [.. proposals.Where(p => p.IsSure && p.Definition == close[0]).Select(p => p.ToLayout())],
                [], close[0]);
    }

    private static TableProposal? Best(
        SheetHeadings sheet, UploadDefinition definition, IUploadKnowledge knowledge, LayoutAnswers answers)
    {
        var spec = Datasets.Find(definition.Dataset)!;
        var names = new NameEvidence(definition);
        var memory = new LayoutMemory(knowledge);
        var labels = new SheetLabels(definition, sheet.Sheet);
        return sheet.Headings
            .Where(h => h.Columns.Count <= MostColumns && answers.Mean(h)
                && (HeadingFinder.IsWords(h.Row) || h.Row.Number == answers.HeaderRow))
            .OrderByDescending(h => h.Columns.Sum(
                c => names.Of(c).Select(g => g.Confidence).DefaultIfEmpty().Max()))
            .ThenBy(h => h.Row.Number)
            .Take(MostHeadings)
            .Select(h => new ColumnChoice(definition, field => labels.Give(field, h)).Choose(
                h,
                Said(
                    [.. answers.Given(h, definition)], answers,
                    Said(
                        [.. memory.Kept(h, definition)], LayoutAnswers.Nothing,
                        ColumnEvidence.Of(h, definition, spec, knowledge, names)))))
            .OrderByDescending(p => p.IsSure).ThenByDescending(p => p.Score).ThenByDescending(p => p.Weight)
            .ThenByDescending(p => p.Heading.Columns.Count)
            .FirstOrDefault();
    }

    // What a person has said of a column or a field goes before what the heading and the values say.
    private static List<FieldGuess> Said(
        List<FieldGuess> said, LayoutAnswers answers, IReadOnlyList<FieldGuess> evidence) =>
    [
        .. said,
        .. evidence.Where(g => !answers.Speak(g.Field, g.Sign)
            && said.TrueForAll(k => k.Column != g.Column && (k.Field != g.Field || k.Sign != g.Sign))),
    ];

    private static IEnumerable<UploadProblem> WhichKind(
        TableProposal nearest, IReadOnlyList<TableProposal> proposals)
    {
        static int Named(TableProposal p) => p.Columns.Count(c => c.IsExact);
        var kinds = proposals
            .Where(p => p.Columns.Count > 0 && p.Score > nearest.Score - Beside && Named(p) >= Named(nearest))
            .Select(p => p.Definition).Distinct().ToList();
        return kinds.Count > 1 ? [new UploadProblem(UploadFindings.Ambiguous(kinds))] : [];
    }

    private static IEnumerable<UploadProblem> Questions(TableProposal nearest)
    {
        var definition = nearest.Definition;
        string Name(string field) => definition.Columns[field].Synonyms.FirstOrDefault() ?? field;
        var missing = nearest.Questions.Where(q => q.Candidates.Count == 0).Select(q => Name(q.Field)).ToList();
        if (missing.Count > 0)
        {
            yield return new UploadProblem(UploadFindings.MissingColumns(definition, missing))
            {
                Sheet = nearest.Heading.Sheet.Name,
                Row = nearest.Heading.Row.Number,
            };
        }

        foreach (var question in nearest.Questions.Where(q => q.Candidates.Count > 0))
        {
            yield return new UploadProblem(
                RecognitionFindings.AskColumn(Name(question.Field), question.Candidates))
            {
                Sheet = nearest.Heading.Sheet.Name,
                Row = nearest.Heading.Row.Number,
                Column = question.Candidates[0].Column.Column,
                Heading = Name(question.Field),
                Value = question.Candidates[0].Column.Text,
            };
        }
    }
}
