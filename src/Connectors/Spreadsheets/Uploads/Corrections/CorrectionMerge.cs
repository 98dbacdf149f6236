using DealerIntegration.Connectors.Spreadsheets.Reading;

namespace DealerIntegration.Connectors.Spreadsheets.Uploads.Corrections;

/// <summary>
/// Decides row by row what a correction changes (合并更正). Against the file it came from: a row that was left as it was
/// changes nothing. Beside the marked sheet the two are merged over their common origin, and what was changed on both
/// in different ways is nobody's to choose.
/// </summary>
internal sealed class CorrectionMerge(CorrectionSheet sheet, string? file, OriginalFile original)
{
    private readonly Dictionary<string, Dictionary<int, GridRow>> taken = [];

    public IReadOnlyDictionary<string, Dictionary<int, GridRow>> Taken => taken;

    public List<UploadProblem> Problems { get; } = [];

    /// <summary>Merges into the file that the rows came from; only rows that have a problem are open to it.</summary>
    /// <param name="open">Sheet and number of those rows.</param>
    public void Alone(IReadOnlySet<(string Sheet, int Row)> open)
    {
        foreach (var (row, before) in Found(original.File?.Sheets ?? []))
        {
            var changed = row.Differences(before).ToList();
            if (changed.Count == 0)
            {
                continue;
            }

            if (open.Contains((row.Key!.Sheet, row.Key.Row)))
            {
                Take(row, before);
            }
            else
            {
                Problems.Add(Differs(
                    row, changed[0], CorrectionFindings.AlreadyCorrected(before.At(changed[0])?.Text ?? ""),
                    row.Cell(changed[0])?.Text));
            }
        }
    }

    /// <summary>Merges into the sheets that came with the rows, where both may have been worked on.</summary>
    public void Beside(IReadOnlyList<SheetGrid> sent)
    {
        var marked = Rows(sent);
        foreach (var (row, before) in Found(original.File?.Sheets ?? []))
        {
            var key = (row.Key!.Sheet, row.Key.Row);
            var now = marked.GetValueOrDefault(key);
            if (!row.Differences(before).Any() || !row.Differences(now).Any())
            {
                continue;
            }

            if (now is not null && row.Columns.Keys.All(c => SameValue.Of(now.At(c), before.At(c))))
            {
                Take(row, now);
                continue;
            }

            Problems.AddRange(row.Differences(now).Select(column => Differs(
                row, column, CorrectionFindings.Disagreement(row.PlaceOf(column), row.Cell(column)?.Text ?? ""),
                now?.At(column)?.Text)));
        }
    }

    private static UploadProblem Differs(CorrectedRow row, int column, Finding finding, string? value) => new(finding)
    {
        Sheet = row.Key!.Sheet,
        Row = row.Key.Row,
        Column = column,
        Value = value,
    };

    private void Take(CorrectedRow row, GridRow into)
    {
        if (!taken.TryGetValue(row.Key!.Sheet, out var rows))
        {
            taken[row.Key.Sheet] = rows = [];
        }

        rows[row.Key.Row] = row.Over(into);
    }

    /// <summary>The rows whose key names one row of the file, with that row; the others are told.</summary>
    private List<(CorrectedRow Row, GridRow Before)> Found(IReadOnlyList<SheetGrid> sheets)
    {
        var rows = Rows(sheets);
        var untouched = original.AsSent is { } asSent ? Rows(asSent.Sheets) : rows;
        var found = new List<(CorrectedRow, GridRow)>();
        foreach (var same in sheet.Rows.Where(r => r.Key is not null).GroupBy(r => r.Key!))
        {
            var row = same.First();
            if (same.Count() > 1)
            {
                Problems.AddRange(same.Select(r => r.Marked(
                    CorrectionFindings.TwiceInSheet(same.First(other => other != r).At))));
            }
            else if (FindingOf(row.Key!) is { } finding)
            {
                Problems.Add(row.Marked(finding));
            }
            else if (untouched.TryGetValue((row.Key!.Sheet, row.Key.Row), out var first)
                && !row.Differences(first).Any())
            {
                // Left as it came: whatever was corrected in it meanwhile stays.
                continue;
            }
            else if (rows.TryGetValue((row.Key.Sheet, row.Key.Row), out var before))
            {
                found.Add((row, before));
            }
            else
            {
                Problems.Add(row.Marked(CorrectionFindings.UnknownRow()));
            }
        }

        return found;
    }

    private Finding? FindingOf(RowKey key) => key.File != file ? CorrectionFindings.OtherFile(file!)
        : original.IsOthers ? CorrectionFindings.OtherDealer()
        : original.File is null ? CorrectionFindings.UnknownFile()
        : null;

    private Dictionary<(string Sheet, int Row), GridRow> Rows(IReadOnlyList<SheetGrid> sheets)
    {
        var wanted = sheet.Rows.Where(r => r.Key is not null)
            .ToLookup(r => r.Key!.Sheet, r => r.Key!.Row);
        return sheets.Where(s => wanted.Contains(s.Name))
            .SelectMany(s => OverlaidSheet.Pick(s, wanted[s.Name].ToHashSet()).Select(r => (s.Name, Row: r)))
            .ToDictionary(r => (r.Name, r.Row.Key), r => r.Row.Value);
    }
}
