using DealerIntegration.Connectors.Spreadsheets.Reading.Xlsx;

namespace DealerIntegration.Connectors.Spreadsheets.Reading;

/// <summary>A person reads a value merged over several rows (合并单元格) as the value of each of them.</summary>
internal static class MergedRows
{
    // No document of a person has more rows; bounds the work that overlapping merges of a hostile file can cause.
    private const int Highest = 1_000;

    /// <summary>Fills only rows that hold something: a merge adds none of its own.</summary>
    /// <param name="rows">In the order of their numbers; read once for each time the result is.</param>
    public static IEnumerable<GridRow> FillDown(IEnumerable<GridRow> rows, IReadOnlyList<MergedRange> merges)
    {
        var tall = merges
            .Where(m => m.FirstColumn == m.LastColumn && m.LastRow > m.FirstRow && m.LastRow - m.FirstRow <= Highest)
            .OrderBy(m => m.FirstRow)
            .ToList();
        return tall.Count == 0 ? rows : Filled(rows, tall);
    }

    private static IEnumerable<GridRow> Filled(IEnumerable<GridRow> rows, List<MergedRange> tall)
    {
        var next = 0;
        var open = new List<(MergedRange Range, GridCell Value)>();
        foreach (var row in rows)
        {
            open.RemoveAll(m => m.Range.LastRow < row.Number);
            var filled = open.Count == 0 ? row : Fill(row, open);
            for (; next < tall.Count && tall[next].FirstRow <= row.Number; next++)
            {
                if (tall[next].FirstRow == row.Number && row.At(tall[next].FirstColumn) is { } value)
                {
                    open.Add((tall[next], value));
                }
            }

            yield return filled;
        }
    }

    private static GridRow Fill(GridRow row, List<(MergedRange Range, GridCell Value)> open)
    {
        var cells = row.Cells.ToDictionary(c => c.Column);
        foreach (var (range, value) in open)
        {
            cells[range.FirstColumn] = value with { Row = row.Number };
        }

        return row with { Cells = [.. cells.Values.OrderBy(c => c.Column)] };
    }
}
