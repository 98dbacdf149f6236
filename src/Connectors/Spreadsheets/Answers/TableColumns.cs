using DealerIntegration.Connectors.Spreadsheets.Reading;

namespace DealerIntegration.Connectors.Spreadsheets.Answers;

/// <summary>
/// Where the columns of a sheet of ours are now (列位置): dealers add, move and delete columns, but the headings stay.
/// </summary>
internal sealed class TableColumns
{
    // Our tables have at least this many headings; the blocks of the first sheet have fewer.
    private const int FewestHeadings = 5;

    // So many are enough to know a table again from which columns were deleted; no two of our tables share as many.
    private const int EnoughHeadings = 3;

    private readonly Dictionary<int, int> columns;

    private TableColumns(int headingRow, Dictionary<int, int> columns)
    {
        HeadingRow = headingRow;
        this.columns = columns;
    }

    /// <summary>Row of the headings in the sheet that came back.</summary>
    public int HeadingRow { get; }

    /// <summary>The column in which an issued column is now; null where it was deleted.</summary>
    public int? Now(int issued) => columns.TryGetValue(issued, out var column) ? column : null;

    /// <summary>The heading row of a table of ours: its headings are two lines each. Null: no table.</summary>
    public static GridRow? HeadingOf(SheetGrid issued) => issued.Rows.FirstOrDefault(
        r => r.Cells.Count(c => c.Text.Contains('\n', StringComparison.Ordinal)) >= FewestHeadings);

    /// <summary>Finds the headings again; null where no row holds enough of them.</summary>
    public static TableColumns? Find(GridRow issued, SheetGrid returned)
    {
        var headings = issued.Cells.Select(c => CellText.Heading(c.Text)).ToHashSet(StringComparer.Ordinal);
        var best = returned.Rows
            .Select(row => (Row: row, Hits: row.Cells.Count(c => headings.Contains(CellText.Heading(c.Text)))))
            .Where(r => r.Hits >= EnoughHeadings)
            .OrderByDescending(r => r.Hits)
            .Select(r => r.Row)
            .FirstOrDefault();
        if (best is null)
        {
            return null;
        }

        // Two columns may have one heading (日期 of both sides): the first stays the first.
        var free = best.Cells.ToLookup(c => CellText.Heading(c.Text), c => c.Column)
            .ToDictionary(g => g.Key, g => new Queue<int>(g), StringComparer.Ordinal);
        var columns = new Dictionary<int, int>();
        foreach (var cell in issued.Cells)
        {
            if (free.TryGetValue(CellText.Heading(cell.Text), out var places) && places.TryDequeue(out var place))
            {
                columns[cell.Column] = place;
            }
        }

        return new TableColumns(best.Number, columns);
    }

    /// <summary>The column that has this heading in the returned sheet.</summary>
    public static int? Column(SheetGrid sheet, int headingRow, string heading)
    {
        var wanted = CellText.Heading(heading);
        return sheet.Rows.First(r => r.Number == headingRow).Cells
            .FirstOrDefault(c => CellText.Heading(c.Text) == wanted)?.Column;
    }
}
