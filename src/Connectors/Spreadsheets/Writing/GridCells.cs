using ClosedXML.Excel;
using DealerIntegration.Connectors.Spreadsheets.Reading;

namespace DealerIntegration.Connectors.Spreadsheets.Writing;

/// <summary>
/// Writes cells that were read, as they were read (单元格副本): a code keeps its zeros, a day stays a day.
/// </summary>
internal static class GridCells
{
    /// <summary>Writes a cell with a format of its own.</summary>
    public static void Put(this IXLCell target, GridCell cell)
    {
        if (IsNumber(cell))
        {
            target.Number(cell.Number, "General");
        }
        else if (IsDay(cell))
        {
            target.Date(cell.Date);
        }
        else
        {
            target.Text(cell.Text);
        }
    }

    /// <summary>Writes a cell into one that keeps its look; null empties it.</summary>
    public static void Replace(this IXLCell target, GridCell? cell)
    {
        if (cell is null)
        {
            target.Clear(XLClearOptions.Contents);
        }
        else if (IsNumber(cell))
        {
            target.SetValue(cell.Number!.Value);
        }
        else if (IsDay(cell))
        {
            var format = target.Style.DateFormat.Format;
            target.SetValue(cell.Date!.Value.ToDateTime(TimeOnly.MinValue));
            target.Style.DateFormat.Format = format.Length > 0 ? format : "yyyy-mm-dd";
        }
        else
        {
            target.Text(cell.Text);
        }
    }

    // What a format has put zeros before, or a time behind, is more than the number or the day.
    internal static bool IsNumber(GridCell cell) =>
        cell is { Kind: CellKind.Number, Number: not null, Defect: null }
        && !(cell.Text.Length > 1 && cell.Text[0] == '0' && char.IsAsciiDigit(cell.Text[1]));

    internal static bool IsDay(GridCell cell) => cell is { Date: not null, Defect: null }
        && !cell.Text.Contains(':', StringComparison.Ordinal);
}
