using DealerIntegration.Connectors.Spreadsheets.Reading;
using DealerIntegration.Connectors.Spreadsheets.Uploads.Recognition;
using DealerIntegration.Domain.Canonical;

namespace DealerIntegration.Connectors.Spreadsheets.Uploads;

/// <summary>The tables of a file, all of one kind; or why it was not understood, and what has to be asked.</summary>
internal sealed record LayoutResult(
    IReadOnlyList<TableLayout> Tables, IReadOnlyList<UploadProblem> Problems, UploadDefinition? Definition)
{
    /// <summary>What was taken for what, and what has changed since the dealer's last file.</summary>
    public IReadOnlyList<Bilingual> Notes { get; init; } = [];

    /// <summary>The changes alone, for the people who run the hub.</summary>
    public Bilingual? Drift { get; init; }

    public static LayoutResult Refused(UploadProblem problem) => new([], [problem], null);
}

/// <summary>
/// Finds out which kind of spreadsheet a file is, which row heads its table and which column is what (表头识别): as a
/// person has confirmed it before; else by headings that are words of the definition; else by whatever headings and
/// values tell. What then is not sure is asked, never guessed.
/// </summary>
internal static class LayoutFinder
{
    public static LayoutResult Find(
        IReadOnlyList<SheetGrid> sheets, IReadOnlyList<UploadDefinition> definitions, IUploadKnowledge knowledge)
    {
        List<SheetHeadings> headings = [.. sheets.Select(HeadingFinder.Of)];
        var found = Confirmed(headings, definitions, knowledge)
            ?? ExactLayouts.Find(headings, definitions)
            ?? Recogniser.Decide(Recogniser.Propose(headings, definitions, knowledge, LayoutAnswers.Nothing));
        return found.Problems.Count == 0 ? Finish(found, sheets, knowledge) : WithDrift(found, knowledge);
    }

    private static LayoutResult? Confirmed(
        IReadOnlyList<SheetHeadings> sheets, IReadOnlyList<UploadDefinition> definitions, IUploadKnowledge knowledge)
    {
        var memory = new LayoutMemory(knowledge);
        var known = sheets
            .SelectMany(sheet => sheet.Headings.SelectMany(h => definitions.Select(d => memory.Find(h, d))))
            .OfType<(TableLayout Layout, RememberedLayout Known)>()
            .OrderByDescending(k => k.Known.At)
            .ToList();
        return known.Count == 0 ? null : new LayoutResult(
            [
                .. known.Where(k => k.Layout.Definition == known[0].Layout.Definition)
                    .GroupBy(k => k.Layout.Sheet)
                    .Select(g => g.First().Layout with
                    {
                        Style = new TableStyle(g.First().Known.Dates, g.First().Known.CommaDecimals),
                    }),
            ],
            [], known[0].Layout.Definition);
    }

    // What has changed is the likeliest reason for a question.
    private static LayoutResult WithDrift(LayoutResult found, IUploadKnowledge knowledge)
    {
        var drift = found.Tables.Select(t => LayoutDrift.Of(t, knowledge.Layouts)).FirstOrDefault(d => d is not null);
        return drift is null ? found : found with { Drift = drift, Notes = [drift] };
    }

    /// <summary>Settles how the tables are written, and tells what was taken for what and what has changed.</summary>
    internal static LayoutResult Finish(
        LayoutResult found, IReadOnlyList<SheetGrid> sheets, IUploadKnowledge knowledge)
    {
        var definition = found.Definition!;
        var spec = Datasets.Find(definition.Dataset)!;
        var tables = found.Tables.Select(t => Written(t, spec, knowledge)).ToList();
        var problem = tables.Select(TwiceHeaded).FirstOrDefault(p => p is not null)
            ?? tables.Select(ScaledUnit).FirstOrDefault(p => p is not null)
            ?? tables.Select(t => TwoDays(t, spec)).FirstOrDefault(p => p is not null);
        if (problem is null && tables.Count > 1 && definition.Acceptance == Acceptance.WholeFile)
        {
            problem = new UploadProblem(UploadFindings.SeveralTables(tables.Select(t => t.Sheet.Name)));
        }

        var drifts = tables.Select(t => LayoutDrift.Of(t, knowledge.Layouts)).OfType<Bilingual>().ToList();
        return found with
        {
            Tables = tables,
            Problems = problem is null ? [] : [problem],
            Drift = drifts.FirstOrDefault(),
            Notes =
            [
                .. drifts,
                .. tables.SelectMany(t => t.Guesses.Where(g => !g.IsExact).Select(g => RecognitionFindings.Taken(
                    t.Sheet.Name, g, definition.Columns[g.Field].Synonyms.FirstOrDefault() ?? g.Field))),
                .. sheets.Where(s => s.Head.Count > 0 && tables.TrueForAll(t => t.Sheet.Name != s.Name))
                    .Select(s => RecognitionFindings.NotRead(s.Name)),
            ],
        };
    }

    // What may be read in two ways is read in the one that the rest of the table settles.
    private static TableLayout Written(TableLayout table, DatasetSpec spec, IUploadKnowledge knowledge)
    {
        var style = TableStyle.Of(table, spec, knowledge);
        var settled = new TableStyle(
            table.Style.Dates ?? style.Dates, table.Style.CommaDecimals || style.CommaDecimals);
        var written = table with { Style = settled, Unit = UnitInHeading.Of(table) };
        return settled.IsUsual ? written : written with { Sheet = settled.Read(written, spec) };
    }

    private static UploadProblem? TwiceHeaded(TableLayout table)
    {
        var twice = table.Columns.GroupBy(c => c.Field).FirstOrDefault(
            g => g.Select(c => c.Sign).Distinct().Count() < g.Count() || (g.Count() > 1 && g.Any(c => c.Sign == 0)));
        return twice is null ? null : At(table, twice.Last(), UploadFindings.TwoColumns(twice.Select(c => c.Heading)));
    }

    private static UploadProblem? ScaledUnit(TableLayout table)
    {
        var scaled = table.Columns.FirstOrDefault(c => UnitInHeading.Scale(c.Heading) is not null);
        return scaled is null ? null : At(table, scaled, RecognitionFindings.ScaledUnit(
            scaled.Heading, UnitInHeading.Scale(scaled.Heading)!));
    }

    private static UploadProblem? TwoDays(TableLayout table, DatasetSpec spec)
    {
        if (table.Style.Dates is not null || TableStyle.Unsettled(table, spec) is not { } cell)
        {
            return null;
        }

        var column = table.Columns.First(c => c.Column == cell.Column);
        return At(table, column, RecognitionFindings.AskDates(column.Heading, cell.Text.Trim())) with
        {
            Row = cell.Row, Value = cell.Text,
        };
    }

    private static UploadProblem At(TableLayout table, TableColumn column, Finding finding) => new(finding)
    {
        Sheet = table.Sheet.Name,
        Row = table.Header.Number,
        Column = column.Column,
        Heading = column.Heading,
        Value = column.Heading,
    };
}
