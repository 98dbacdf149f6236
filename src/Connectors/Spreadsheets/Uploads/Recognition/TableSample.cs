using DealerIntegration.Connectors.Spreadsheets.Reading;

namespace DealerIntegration.Connectors.Spreadsheets.Uploads.Recognition;

/// <summary>The first rows below a heading, for what their values tell (抽样): data rows, and total rows apart.</summary>
internal sealed class TableSample
{
    private const int Most = 100;

    private readonly Dictionary<int, ColumnSample> columns = [];

    private TableSample(IReadOnlyList<GridRow> rows, IReadOnlyList<GridRow> totals)
    {
        Rows = rows;
        Totals = totals;
    }

    public IReadOnlyList<GridRow> Rows { get; }

    public IReadOnlyList<GridRow> Totals { get; }

    public static TableSample Of(Heading heading, UploadDefinition definition)
    {
        var below = heading.Sheet.Head.Where(r => r.Number > heading.Row.Number).Take(Most).ToList();
        var totals = below.Where(r => Says(r, definition.TotalWords)).ToList();
        var rows = below
            .Where(r => r.Cells.Count > 1 && !totals.Contains(r))
            .Where(r => !Says(r, definition.SubtotalWords) && !Says(r, definition.CumulativeWords))
            .TakeWhile(r => totals.Count == 0 || r.Number < totals[^1].Number)
            .ToList();
        return new TableSample(rows, totals);
    }

    public ColumnSample Column(int column)
    {
        if (!columns.TryGetValue(column, out var sample))
        {
            columns[column] = sample = new ColumnSample(
                [.. Rows.Select(r => r.At(column)).OfType<GridCell>().Where(c => !AmountText.IsNothing(c.Text))]);
        }

        return sample;
    }

    private static bool Says(GridRow row, List<string> words) => row.Cells.Any(c => c.Kind == CellKind.Text
        && words.Exists(w => HeadingText.Key(c.Text).StartsWith(HeadingText.Key(w), StringComparison.Ordinal)));
}

/// <summary>The values of a column in the sample; blank cells and dashes are not among them.</summary>
internal sealed class ColumnSample(IReadOnlyList<GridCell> cells)
{
    public IReadOnlyList<GridCell> Cells => cells;

    public bool AreNumbers { get; } = cells.Count > 0
        && cells.All(c => c.Kind is not (CellKind.Date or CellKind.Boolean) && ValueReader.TryNumber(c, out _));

    public bool AreDates { get; } = cells.Count > 0
        && cells.All(c => c.Date is not null || (c.Kind == CellKind.Text && YearLastDate.MayBeDate(c.Text)));

    public int Distinct { get; } = cells.Select(c => CellText.Fold(c.Text)).Distinct(StringComparer.Ordinal).Count();

    /// <summary>Up to three values, for people to recognise the column by.</summary>
    public string Examples => string.Join(", ", cells.Select(c => c.Text.Trim()).Distinct().Take(3));

    public decimal ShareOf(Func<GridCell, bool> test) =>
        cells.Count == 0 ? 0 : (decimal)cells.Count(test) / cells.Count;
}
