using DealerIntegration.Connectors.Spreadsheets.Reading;

namespace DealerIntegration.Connectors.Spreadsheets.Uploads.Corrections;

/// <summary>
/// A sheet with corrected rows in the place of their own (覆盖行): every other row keeps its number and cells.
/// </summary>
internal static class OverlaidSheet
{
    public static SheetGrid Of(SheetGrid sheet, IReadOnlyDictionary<int, GridRow> corrected) =>
        sheet with
        {
            Rows = Rows(sheet.Rows, corrected),
            Head = [.. Rows(sheet.Head, corrected)],
            Tail = [.. Rows(sheet.Tail, corrected)],
        };

    /// <summary>The rows of a sheet that bear these numbers.</summary>
    public static Dictionary<int, GridRow> Pick(SheetGrid sheet, IReadOnlySet<int> numbers)
    {
        var picked = new Dictionary<int, GridRow>();
        foreach (var row in sheet.Rows)
        {
            if (numbers.Contains(row.Number))
            {
                picked[row.Number] = row;
            }
        }

        return picked;
    }

    // A row whose cells were all emptied is gone, as it is for a reader of the sheet.
    private static IEnumerable<GridRow> Rows(
        IEnumerable<GridRow> rows, IReadOnlyDictionary<int, GridRow> corrected)
    {
        foreach (var row in rows)
        {
            var now = corrected.GetValueOrDefault(row.Number, row);
            if (now.Cells.Count > 0)
            {
                yield return now;
            }
        }
    }
}
