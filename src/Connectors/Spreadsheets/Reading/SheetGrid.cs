namespace DealerIntegration.Connectors.Spreadsheets.Reading;

/// <summary>What kind of value a cell holds, before anybody says what it means (单元格类型).</summary>
internal enum CellKind
{
    Text,
    Number,
    Date,
    Boolean,
    Error,
}

/// <summary>
/// A cell that is not blank: its text as stored, and its number (Excel's 15 digits) or date where it is one.
/// <paramref name="Defect"/> names why its value cannot be trusted (an error value, a formula without a result).
/// <paramref name="Computed"/>: the cell holds a formula.
/// </summary>
internal sealed record GridCell(
    int Row, int Column, string Text, CellKind Kind, decimal? Number = null, DateOnly? Date = null,
        string? Defect = null, bool Computed = false)
{
    public string Address => CellAddress.Of(Row, Column);
}

/// <summary>A row with at least one cell; its number is the one a person sees.</summary>
internal sealed record GridRow(int Number, bool Hidden, IReadOnlyList<GridCell> Cells)
{
    public GridCell? At(int column)
    {
        foreach (var cell in Cells)
        {
            if (cell.Column == column)
            {
                return cell;
            }
        }

        return null;
    }
}

/// <summary>A sheet as a sparse grid (工作表): only rows and cells that hold something, in order.</summary>
internal sealed record SheetGrid(string Name, bool Hidden, IReadOnlyList<GridRow> Rows)
{
    private const int HeadRows = 200;

    /// <summary>The first rows: enough to find out what the sheet is, whatever its length.</summary>
    public IReadOnlyList<GridRow> Head { get; } = [.. Rows.Take(HeadRows)];
}

/// <summary>The face behind which the reading library stands, so that it can be replaced.</summary>
internal interface IWorkbookReader
{
    /// <summary>The sheets of a file that the gate has let through, or why the library could not open it.</summary>
    GridResult Read(byte[] content);
}

internal sealed record GridResult(IReadOnlyList<SheetGrid> Sheets, Finding? Refusal = null);
