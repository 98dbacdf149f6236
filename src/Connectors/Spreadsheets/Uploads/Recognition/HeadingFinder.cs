using DealerIntegration.Connectors.Spreadsheets.Reading;

namespace DealerIntegration.Connectors.Spreadsheets.Uploads.Recognition;

/// <summary>
/// Finds the rows of a sheet that may head a table (表头候选), below whatever banner: single rows, and two together where
/// the upper one names groups (库存 above 在库 and 在途).
/// </summary>
internal static class HeadingFinder
{
    private const int RowsSearched = 60;

    // Two lines of more headings are no table of a dealer; bounds the work on a hostile file.
    private const int MostInPairs = 300;

    public static SheetHeadings Of(SheetGrid sheet) => new(sheet, [.. In(sheet)]);

    /// <summary>Single rows first, then pairs, each from above.</summary>
    private static IEnumerable<Heading> In(SheetGrid sheet)
    {
        var rows = sheet.Head.Take(RowsSearched).ToList();
        for (var i = 0; i < rows.Count; i++)
        {
            yield return new Heading(sheet, rows[i], [.. rows[i].Cells.Select(c => Single(c.Column, c.Text))])
            {
                UpperRow = i > 0 && HangsBelow(rows[i], rows[i - 1]) ? rows[i - 1].Number : null,
            };
        }

        for (var i = 0; i + 1 < rows.Count; i++)
        {
            if (rows[i + 1].Number == rows[i].Number + 1
                && Math.Max(rows[i].Cells.Count, rows[i + 1].Cells.Count) <= MostInPairs
                && IsWords(rows[i]) && IsWords(rows[i + 1]))
            {
                yield return Pair(sheet, rows[i], rows[i + 1]);
            }
        }
    }

    /// <summary>A row of words alone: where a value stands, data have begun.</summary>
    public static bool IsWords(GridRow row) => row.Cells.Count >= 2 && row.Cells.All(c =>
        c.Kind == CellKind.Text && !ValueReader.TryNumber(c, out _) && !ValueReader.TryDate(c, out _));

    // Headings that were merged over both rows stand in each of them.
    private static bool HangsBelow(GridRow row, GridRow above) => above.Number == row.Number - 1
        && row.Cells.Count <= MostInPairs
        && row.Cells.Any(c => c.Kind == CellKind.Text && above.At(c.Column)?.Text == c.Text);

    private static HeadedColumn Single(int column, string text) => new(column, text.Trim(), [HeadingText.Key(text)]);

    private static Heading Pair(SheetGrid sheet, GridRow upper, GridRow lower)
    {
        var columns = new List<HeadedColumn>();
        var cells = new List<GridCell>();
        var both = upper.Cells.Concat(lower.Cells).Select(c => c.Column).Distinct().Order();
        var (group, previous) = (default(GridCell), 0);
        foreach (var column in both)
        {
            var (above, below) = (upper.At(column), lower.At(column));
            // A group spreads over the columns to its right that it does not stand in, as long as they have a heading.
            group = above ?? (column == previous + 1 ? group : null);
            previous = column;
            if ((below ?? above) is { } cell)
            {
                var headed = Joined(column, below is null ? above : group, below);
                columns.Add(headed);
                cells.Add(cell with { Text = headed.Text });
            }
        }

        return new Heading(sheet, lower with { Cells = cells }, columns) { UpperRow = upper.Number };
    }

    private static HeadedColumn Joined(int column, GridCell? above, GridCell? below)
    {
        if (above is null || below is null || above.Text.Trim() == below.Text.Trim())
        {
            return Single(column, (below ?? above)!.Text);
        }

        var (upper, lower) = (HeadingText.Key(above.Text), HeadingText.Key(below.Text));
        return new HeadedColumn(column, $"{above.Text.Trim()} {below.Text.Trim()}", [lower, upper + lower]);
    }
}
