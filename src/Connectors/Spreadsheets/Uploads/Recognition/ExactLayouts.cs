using DealerIntegration.Connectors.Spreadsheets.Reading;

namespace DealerIntegration.Connectors.Spreadsheets.Uploads.Recognition;

/// <summary>
/// Finds tables whose headings are words of a definition (标题完全一致): nothing has to be inferred. A row heads a table when
/// every required column is in it; where two kinds fit equally well nothing is guessed.
/// </summary>
internal static class ExactLayouts
{
    /// <returns>Null: no table has every required heading.</returns>
    public static LayoutResult? Find(IReadOnlyList<SheetHeadings> sheets, IReadOnlyList<UploadDefinition> definitions)
    {
        var candidates = (
            from definition in definitions
            let words = new ExactWords(definition)
            from sheet in sheets
            let labels = new SheetLabels(definition, sheet.Sheet)
            from heading in sheet.Headings
            let table = words.Match(heading)
            where table.Columns.Count >= 2
            select (Table: table, IsComplete: IsComplete(table, labels))).ToList();
        var complete = candidates.Where(c => c.IsComplete).Select(c => c.Table).ToList();
        if (complete.Count == 0)
        {
            return null;
        }

        // A kind that lacks a column and yet explains as many headings may be the true one, badly headed.
        var best = complete.Max(t => t.Columns.Count);
        var kinds = complete.Concat(candidates.Select(c => c.Table)).Where(t => t.Columns.Count >= best)
            .Select(t => t.Definition).Distinct().ToList();
        return kinds.Count > 1
            ? LayoutResult.Refused(new UploadProblem(UploadFindings.Ambiguous(kinds)))
            : new LayoutResult(
                [
                    .. complete.Where(t => t.Definition == kinds[0]).GroupBy(t => t.Sheet)
                        .Select(g => g.MaxBy(t => t.Columns.Count)!),
                ],
                [], kinds[0]);
    }

    // A required column may stand once above the table as a label instead (the day of a stock list).
    private static bool IsComplete(TableLayout table, SheetLabels labels) => table.Definition.Columns
        .Where(c => c.Value.Required)
        .All(c => IsServed(table, c.Key) || labels.Give(c.Key, table.Heading!));

    private static bool IsServed(TableLayout table, string field)
    {
        var signs = table.Of(field).Select(c => c.Sign).ToHashSet();
        return signs.Contains(0) || (signs.Contains(1) && signs.Contains(-1));
    }
}
