using DealerIntegration.Connectors.Spreadsheets.Reading.Xlsx;

namespace DealerIntegration.Connectors.Spreadsheets.Reading;

/// <summary>A person reads a value merged over several rows (合并单元格) as the value of each of them.</summary>
internal static class MergedRows
{
    // No document of a person has more rows; bounds the work that overlapping merges of a hostile file can cause.
    private const int Highest = 1_000;

    /// <summary>Fills only rows that hold something: a merge adds none of its own.</summary>
    /// <param name="rows">In the order of their numbers.</param>
    public static IReadOnlyList<GridRow> FillDown(IReadOnlyList<GridRow> rows, IReadOnlyList<MergedRange> merges)
    {
        var tall = merges.Where(m =>
            m.FirstColumn == m.LastColumn && m.LastRow > m.FirstRow && m.LastRow - m.FirstRow <= Highest).ToList();
        if (tall.Count == 0)
        {
            return rows;
        }

        var filled = rows.ToDictionary(r => r.Number, r => r.Cells.ToDictionary(c => c.Column));
        var numbers = rows.Select(r => r.Number).ToList();
        foreach (var merge in tall)
        {
            if (filled.TryGetValue(merge.FirstRow, out var top) && top.TryGetValue(merge.FirstColumn, out var value))
            {
                var next = numbers.BinarySearch(merge.FirstRow) + 1;
                for (; next < numbers.Count && numbers[next] <= merge.LastRow; next++)
                {
                    filled[numbers[next]][merge.FirstColumn] = value with { Row = numbers[next] };
                }
            }
        }

        return [.. rows.Select(r => r with { Cells = [.. filled[r.Number].Values.OrderBy(c => c.Column)] })];
    }
}
