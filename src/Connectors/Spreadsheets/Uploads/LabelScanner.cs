using System.Text.RegularExpressions;
using DealerIntegration.Connectors.Spreadsheets.Reading;

namespace DealerIntegration.Connectors.Spreadsheets.Uploads;

/// <summary>The named values beside a table, the rows they stand in, and the ones given twice differently.</summary>
internal sealed record LabelScan(
    IReadOnlyDictionary<string, GridCell> Values, IReadOnlySet<int> Rows, IReadOnlyList<UploadProblem> Conflicts);

/// <summary>
/// Finds the named values above and below a table (表头信息): right of their label, or behind a colon in the same cell,
/// several of them in one cell if need be. Looked for at both ends of a sheet; in the middle of a long one stands data.
/// </summary>
internal static partial class LabelScanner
{
    private sealed record Label(string Field, string Word, string Heading);

    public static LabelScan Scan(
        SheetGrid sheet, UploadDefinition definition, int headerRow, int? upperRow = null)
    {
        var words = Words(definition);
        var values = new Dictionary<string, GridCell>();
        var rows = new HashSet<int>();
        var conflicts = new List<UploadProblem>();
        foreach (var row in sheet.Edges.Where(r => r.Number != headerRow && r.Number != upperRow))
        {
            foreach (var (field, value) in InRow(row, words))
            {
                rows.Add(row.Number);
                if (!values.TryAdd(field, value) && CellText.Fold(values[field].Text) != CellText.Fold(value.Text))
                {
                    var label = definition.Labels[field].Synonyms[0];
                    conflicts.Add(new UploadProblem(UploadFindings.LabelConflict(label, values[field].Text))
                    {
                        Sheet = sheet.Name,
                        Row = value.Row,
                        Column = value.Column,
                        Heading = label,
                        Value = value.Text,
                    });
                }
            }
        }

        return new LabelScan(values, rows, conflicts);
    }

    /// <summary>Which fields a label in these rows gives, and the number of its row.</summary>
    public static IEnumerable<(string Field, int Row)> FieldsIn(
        IEnumerable<GridRow> rows, UploadDefinition definition)
    {
        var words = Words(definition);
        return rows.SelectMany(row => InRow(row, words).Select(found => (found.Field, row.Number)));
    }

    private static List<Label> Words(UploadDefinition definition) =>
    [
        .. definition.Labels
            .SelectMany(l => l.Value.Synonyms.Select(s => new Label(l.Key, s, CellText.Heading(s))))
            .OrderByDescending(w => w.Word.Length),
    ];

    private static IEnumerable<(string Field, GridCell Value)> InRow(GridRow row, List<Label> words)
    {
        for (var i = 0; i < row.Cells.Count; i++)
        {
            var cell = row.Cells[i];
            if (cell.Kind != CellKind.Text)
            {
                continue;
            }

            var heading = CellText.Heading(cell.Text);
            var whole = words.Find(w => w.Heading == heading);
            if (whole is not null)
            {
                if (i + 1 < row.Cells.Count)
                {
                    yield return (whole.Field, row.Cells[i + 1]);
                }

                continue;
            }

            foreach (var found in InCell(cell, words))
            {
                yield return found;
            }
        }
    }

    // A label that nobody asked for ends the value as well: "盘点日期：2026-10-31  制表：小王".
    [GeneratedRegex(@"^.*?(?=\s\p{L}[^\s:]{0,9}:|$)", RegexOptions.Singleline)]
    private static partial Regex BeforeOtherLabel();

    private static IEnumerable<(string Field, GridCell Value)> InCell(GridCell cell, List<Label> words)
    {
        var text = CellText.Fold(cell.Text);
        if (!text.Contains(':'))
        {
            yield break;
        }

        var hits = new SortedList<int, (string Field, int ValueStart)>();
        foreach (var (field, word, _) in words)
        {
            for (var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0;
                at = text.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase))
            {
                var colon = at + word.Length;
                while (colon < text.Length && text[colon] == ' ')
                {
                    colon++;
                }

                // "Opening" must not be found inside "reopening", nor 期末 inside another label.
                var startsWord = at == 0 || !char.IsLetterOrDigit(text[at - 1]);
                if (startsWord && colon < text.Length && text[colon] == ':')
                {
                    hits.TryAdd(at, (field, colon + 1));
                }
            }
        }

        for (var h = 0; h < hits.Count; h++)
        {
            var end = h + 1 < hits.Count ? hits.Keys[h + 1] : text.Length;
            var value = BeforeOtherLabel().Match(text[hits.Values[h].ValueStart..end]).Value.Trim(' ', ',', ';', '|');
            if (value.Length > 0)
            {
                yield return (hits.Values[h].Field,
                    cell with { Text = value, Kind = CellKind.Text, Number = null, Date = null });
            }
        }
    }
}
