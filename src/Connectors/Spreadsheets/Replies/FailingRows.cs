using DealerIntegration.Connectors.Spreadsheets.Reading;
using DealerIntegration.Connectors.Spreadsheets.Uploads;
using DealerIntegration.Connectors.Spreadsheets.Uploads.Corrections;

namespace DealerIntegration.Connectors.Spreadsheets.Replies;

/// <summary>A row to correct as the dealer wrote it, and what is wrong with it.</summary>
internal sealed record FailingRow(string Key, GridRow Row, IReadOnlyList<UploadProblem> Problems);

/// <summary>Rows to correct of one table, under the headings of the dealer.</summary>
/// <param name="Columns">Columns of the file with their headings, from left to right.</param>
internal sealed record FailingTable(
    string Sheet, IReadOnlyList<KeyValuePair<int, string>> Columns, IReadOnlyList<FailingRow> Rows);

/// <summary>
/// Picks the rows that must be corrected (待更正行): what a dealer changes and sends back alone. Rows that came back in
/// this way once stay among them, so that the last reply always holds everything that was changed.
/// </summary>
internal static class FailingRows
{
    public static IReadOnlyList<FailingTable> Of(UploadReading reading, string sha256)
    {
        if (!reading.Errors.Any())
        {
            return [];
        }

        var outcome = reading.Corrected;
        var file = outcome is { IsAlone: true, Original: { } original } ? original : sha256;
        var tables = reading.Tables.Select(table => Table(reading, table, file)).Where(t => t.Rows.Count > 0).ToList();
        tables.AddRange(Unplaced(reading));
        return tables;
    }

    private static FailingTable Table(UploadReading reading, TableLayout table, string file)
    {
        var name = table.Sheet.Name;
        var problems = reading.Problems
            .Where(p => p.Sheet == name && p.Row is not null && p.Row != table.Header.Number)
            .ToLookup(p => p.Row!.Value);
        // A row that was only warned of is taken as it is.
        var numbers = problems.Where(row => row.Any(p => p.Severity == CheckSeverity.Error)).Select(row => row.Key)
            .ToHashSet();
        if (reading.Corrected is { IsAlone: true } outcome)
        {
            var told = reading.Problems.Where(p => p.Sheet == outcome.Sheet).Select(p => p.Row).ToHashSet();
            numbers.UnionWith(outcome.Sent.Where(r => r.Key?.Sheet == name && !told.Contains(r.At))
                .Select(r => r.Key!.Row));
        }

        var rows = numbers.Count == 0 ? [] : OverlaidSheet.Pick(table.Sheet, numbers);
        return new FailingTable(
            name,
            Columns(table, rows.Values),
            [
                .. rows.Values.OrderBy(r => r.Number).Select(
                    r => new FailingRow(RowKey.Of(file, name, r.Number).ToString(), r, [.. problems[r.Number]])),
            ]);
    }

    private static List<KeyValuePair<int, string>> Columns(TableLayout table, IEnumerable<GridRow> rows)
    {
        var own = table.Header.Cells.Where(c => CorrectionWords.Is(CorrectionWords.Codes, c.Text))
            .Select(c => c.Column).ToHashSet();
        return
        [
            .. rows.SelectMany(r => r.Cells).Concat(table.Header.Cells).Select(c => c.Column).Distinct()
                .Where(c => !own.Contains(c)).Order().Select(c => KeyValuePair.Create(
                    c,
                    table.Columns.FirstOrDefault(t => t.Column == c)?.Heading
                        ?? table.Header.At(c)?.Text.Trim() ?? "")),
        ];
    }

    // Rows whose key names no row stay in sight, as they were sent, until their key is right or they are deleted. Of
    // two with one key neither is kept: the row they name stands there once, and is still to be corrected.
    private static IEnumerable<FailingTable> Unplaced(UploadReading reading)
    {
        var twice = CorrectionFindings.TwiceInSheet(0).Code;
        var told = reading.Problems
            .Where(p => p.Sheet == reading.Corrected?.Sheet && p.Row is not null && p.Finding.Code != twice)
            .ToLookup(p => p.Row!.Value, p => p with { Column = null });
        foreach (var table in (reading.Corrected?.Sent ?? [])
            .Select(row => (Row: row, Problems: told[row.At].ToList()))
            .Where(r => r.Problems.Count > 0)
            .GroupBy(r => r.Row.Columns))
        {
            yield return new FailingTable(
                CorrectionWords.Sheet,
                [.. table.Key.Keys.Order().Select(c => KeyValuePair.Create(c, ""))],
                [
                    .. table.Select(r => new FailingRow(
                        r.Row.KeyText, new GridRow(r.Row.At, Hidden: false, r.Row.Cells), r.Problems)),
                ]);
        }
    }
}
