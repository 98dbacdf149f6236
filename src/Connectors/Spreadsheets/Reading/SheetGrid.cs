using System.Diagnostics.CodeAnalysis;

namespace DealerIntegration.Connectors.Spreadsheets.Reading;

/// <summary>What kind of value a cell holds, before anybody says what it means (单元格类型).</summary>
internal enum CellKind : byte
{
    Text,
    Number,
    Date,
    Boolean,
    Error,
}

/// <summary>
/// A cell that is not blank (单元格): its text as stored, and its number (Excel's 15 digits) or date where it is one.
/// </summary>
/// <remarks>Of a large file there are millions: what is seldom there takes no room of its own.</remarks>
/// <param name="Row">The number a person sees.</param>
/// <param name="Column">From 1.</param>
/// <param name="Text">As stored.</param>
/// <param name="Kind">What kind of value it is.</param>
internal sealed record GridCell(int Row, int Column, string Text, CellKind Kind)
{
    private readonly decimal _number;
    private readonly int _day;
    private readonly Has _has;

    public GridCell(
        int Row, int Column, string Text, CellKind Kind, decimal? Number = null, DateOnly? Date = null,
        string? Defect = null, bool Computed = false)
        : this(Row, Column, Text, Kind)
    {
        this.Number = Number;
        this.Date = Date;
        this.Defect = Defect;
        this.Computed = Computed;
    }

    [Flags]
    private enum Has : byte
    {
        Nothing = 0,
        Number = 1,
        Date = 2,
        Formula = 4,
    }

    public decimal? Number
    {
        get => (_has & Has.Number) == 0 ? null : _number;
        init => (_number, _has) = (value.GetValueOrDefault(), With(Has.Number, value.HasValue));
    }

    public DateOnly? Date
    {
        get => (_has & Has.Date) == 0 ? null : DateOnly.FromDayNumber(_day);
        init => (_day, _has) = (value.GetValueOrDefault().DayNumber, With(Has.Date, value.HasValue));
    }

    /// <summary>Why its value cannot be trusted: an error value, a formula without a result.</summary>
    public string? Defect { get; init; }

    /// <summary>Whether the cell holds a formula.</summary>
    public bool Computed
    {
        get => (_has & Has.Formula) != 0;
        init => _has = With(Has.Formula, value);
    }

    public string Address => CellAddress.Of(Row, Column);

    private Has With(Has what, bool isThere) => isThere ? _has | what : _has & ~what;
}

/// <summary>A row with at least one cell; its number is the one a person sees.</summary>
internal sealed record GridRow(int Number, bool Hidden, IReadOnlyList<GridCell> Cells)
{
    /// <summary>Why the row as a whole cannot be trusted.</summary>
    public Finding? Defect { get; init; }

    public GridCell? At(int column)
    {
        // In the order of their columns, and hardly ever with a gap: no cell stands further on than its column.
        if (Cells is GridCell[] cells)
        {
            var i = Math.Min(column, cells.Length) - 1;
            while (i >= 0 && cells[i].Column > column)
            {
                i--;
            }

            return i >= 0 && cells[i].Column == column ? cells[i] : null;
        }

        return Cells.FirstOrDefault(c => c.Column == column);
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
