using System.Diagnostics.CodeAnalysis;

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
    /// <summary>Why the row as a whole cannot be trusted.</summary>
    public Finding? Defect { get; init; }

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

/// <summary>
/// A sheet as a sparse grid (工作表): only rows and cells that hold something, in order.
/// </summary>
/// <remarks>
/// <see cref="Rows"/> is a stream: every pass reads the file anew and holds one row, so go through it once, with
/// foreach. What is looked at again and again are the <see cref="Edges"/>.
/// </remarks>
internal sealed record SheetGrid(string Name, bool Hidden, IEnumerable<GridRow> Rows)
{
    /// <summary>Rows that are kept at either end of a sheet.</summary>
    public const int EdgeRows = 200;

    /// <summary>Cells at either end, for sheets of many thousand columns, which only a hostile file has.</summary>
    public const int EdgeCells = 100_000;

    /// <param name="Rows">All rows, in memory.</param>
    [SetsRequiredMembers]
    public SheetGrid(string Name, bool Hidden, IReadOnlyList<GridRow> Rows)
        : this(Name, Hidden, (IEnumerable<GridRow>)Rows)
    {
        Head = [.. Rows.Take(EdgeRows)];
        Tail = [.. Rows.Skip(Math.Max(EdgeRows, Rows.Count - EdgeRows))];
        RowCount = Rows.Count;
        CellCount = Rows.Sum(r => (long)r.Cells.Count);
    }

    /// <summary>The first rows: enough to find out what the sheet is, whatever its length.</summary>
    public required IReadOnlyList<GridRow> Head { get; init; }

    /// <summary>The last rows that are not in the head: totals, labels and notes stand there.</summary>
    public required IReadOnlyList<GridRow> Tail { get; init; }

    /// <summary>Rows with a value; one of blanks alone may be counted.</summary>
    public required long RowCount { get; init; }

    /// <summary>Cells that the file stores; some may hold nothing but a look.</summary>
    public required long CellCount { get; init; }

    /// <summary>Head and tail: all rows of a sheet that a person wrote, both ends of a longer one.</summary>
    public IEnumerable<GridRow> Edges => Head.Concat(Tail);
}

/// <summary>The face behind which the reading library stands, so that it can be replaced.</summary>
internal interface IWorkbookReader
{
    /// <summary>
    /// The sheets of a file that the gate has let through, or why it cannot be taken. Whatever can be wrong with the
    /// file is found here: going through the rows later does not fail.
    /// </summary>
    GridResult Read(byte[] content);
}

internal sealed record GridResult(IReadOnlyList<SheetGrid> Sheets, Finding? Refusal = null);
