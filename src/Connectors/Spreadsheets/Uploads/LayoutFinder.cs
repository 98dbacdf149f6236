using DealerIntegration.Connectors.Spreadsheets.Reading;

namespace DealerIntegration.Connectors.Spreadsheets.Uploads;

/// <summary>The tables of a file, all of one kind; or why it was not understood.</summary>
internal sealed record LayoutResult(
    IReadOnlyList<TableLayout> Tables, UploadProblem? Refusal = null, UploadDefinition? Definition = null);

/// <summary>
/// Finds out which kind of spreadsheet a file is and which row heads its table, below whatever banner (表头识别). A row
/// heads a table when every required column is in it; where two kinds fit equally well nothing is guessed.
/// </summary>
internal static class LayoutFinder
{
    private const int RowsSearched = 60;

    public static LayoutResult Find(IReadOnlyList<SheetGrid> sheets, IReadOnlyList<UploadDefinition> definitions)
    {
        var candidates = sheets
            .SelectMany(sheet => sheet.Head.Take(RowsSearched)
                .SelectMany(row => definitions.Select(d => Match(d, sheet, row))))
            .Where(c => c.Columns.Count >= 2)
            .ToList();
        var complete = candidates.Where(c => Missing(c).Count == 0).ToList();
        if (complete.Count == 0)
        {
            return NotUnderstood(candidates);
        }

        var best = complete.Max(c => c.Columns.Count);
        var kinds = complete.Where(c => c.Columns.Count == best).Select(c => c.Definition).Distinct().ToList();
        if (kinds.Count > 1)
        {
            return new([], new UploadProblem(UploadFindings.Ambiguous(kinds)));
        }

        var tables = complete
            .Where(c => c.Definition == kinds[0])
            .GroupBy(c => c.Sheet)
            .Select(g => g.MaxBy(c => c.Columns.Count)!)
            .ToList();
        var refusal = tables.Select(TwiceHeaded).FirstOrDefault(p => p is not null);
        if (refusal is null && tables.Count > 1 && kinds[0].Acceptance == Acceptance.WholeFile)
        {
            refusal = new UploadProblem(UploadFindings.SeveralTables(tables.Select(t => t.Sheet.Name)));
        }

        return new(tables, refusal, kinds[0]);
    }

    private static TableLayout Match(UploadDefinition definition, SheetGrid sheet, GridRow row)
    {
        var columns = new List<TableColumn>();
        foreach (var cell in row.Cells)
        {
            var heading = CellText.Heading(cell.Text);
            foreach (var (field, column) in definition.Columns)
            {
                var sign = Named(column.Synonyms, heading) ? 0
                    : Named(column.Raises, heading) ? 1
                    : Named(column.Lowers, heading) ? -1
                    : (int?)null;
                if (sign is { } s)
                {
                    columns.Add(new TableColumn(cell.Column, field, s, cell.Text.Trim(), column));
                    break;
                }
            }
        }

        return new TableLayout(definition, sheet, row, columns);
    }

    private static bool Named(List<string> synonyms, string heading) =>
        synonyms.Any(s => CellText.Heading(s) == heading);

    // A required column may stand once above the table as a label instead (the day of a stock list).
    private static List<string> Missing(TableLayout table) =>
    [
        .. table.Definition.Columns
            .Where(c => c.Value.Required && !IsServed(table, c.Key) && !HasLabel(table, c.Key))
            .Select(c => c.Value.Synonyms.FirstOrDefault() ?? c.Key),
    ];

    private static bool IsServed(TableLayout table, string field)
    {
        var signs = table.Of(field).Select(c => c.Sign).ToHashSet();
        return signs.Contains(0) || (signs.Contains(1) && signs.Contains(-1));
    }

    private static bool HasLabel(TableLayout table, string field) =>
        table.Definition.Labels.ContainsKey(field)
        && LabelScanner.Scan(table.Sheet, table.Definition, table.Header.Number).Values.ContainsKey(field);

    private static UploadProblem? TwiceHeaded(TableLayout table)
    {
        var twice = table.Columns.GroupBy(c => c.Field).FirstOrDefault(
            g => g.Select(c => c.Sign).Distinct().Count() < g.Count() || (g.Count() > 1 && g.Any(c => c.Sign == 0)));
        return twice is null ? null : new UploadProblem(UploadFindings.TwoColumns(twice.Select(c => c.Heading)))
        {
            Sheet = table.Sheet.Name,
            Row = table.Header.Number,
            Column = twice.Last().Column,
            Heading = twice.Last().Heading,
            Value = twice.Last().Heading,
        };
    }

    private static LayoutResult NotUnderstood(List<TableLayout> candidates)
    {
        var nearest = candidates.OrderBy(c => Missing(c).Count).ThenByDescending(c => c.Columns.Count).FirstOrDefault();
        return nearest is null
            ? new([], new UploadProblem(UploadFindings.NoTable()))
            : new([], new UploadProblem(UploadFindings.MissingColumns(nearest.Definition, Missing(nearest)))
            {
                Sheet = nearest.Sheet.Name,
                Row = nearest.Header.Number,
            });
    }
}
