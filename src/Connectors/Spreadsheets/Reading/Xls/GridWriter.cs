using System.Text;

namespace DealerIntegration.Connectors.Spreadsheets.Reading.Xls;

/// <summary>
/// Sends grids from the reading process to the hub, row by row, ended by a mark: sheets begin, rows follow, and what
/// was wrong with the file is said last.
/// </summary>
internal sealed class GridWriter(Stream stream) : IDisposable
{
    private readonly BinaryWriter writer = new(stream, Encoding.UTF8, leaveOpen: true);

    public void Dispose() => writer.Dispose();

    public void Sheet(string name, bool hidden)
    {
        writer.Write((byte)GridTag.Sheet);
        writer.Write(name);
        writer.Write(hidden);
    }

    public void Row(GridRow row)
    {
        writer.Write((byte)GridTag.Row);
        writer.Write(row.Number);
        writer.Write(row.Hidden);
        writer.Write7BitEncodedInt(row.Cells.Count);
        foreach (var cell in row.Cells)
        {
            Cell(cell);
        }
    }

    public void End(Finding? refusal)
    {
        writer.Write((byte)GridTag.End);
        writer.Write(refusal is not null);
        if (refusal is not null)
        {
            writer.Write(refusal.Code);
            foreach (var words in (ReadOnlySpan<Bilingual>)[refusal.Message, refusal.Remedy])
            {
                writer.Write(words.Chinese);
                writer.Write(words.English);
            }
        }

        writer.Write(GridSpool.Mark);
    }

    private void Cell(GridCell cell)
    {
        var has = (cell.Number is null ? GridHas.None : GridHas.Number)
            | (cell.Date is null ? GridHas.None : GridHas.Date)
            | (cell.Defect is null ? GridHas.None : GridHas.Defect)
            | (cell.Computed ? GridHas.Computed : GridHas.None);
        writer.Write7BitEncodedInt(cell.Column);
        writer.Write((byte)cell.Kind);
        writer.Write((byte)has);
        writer.Write(cell.Text);
        if (cell.Number is { } number)
        {
            writer.Write(number);
        }

        if (cell.Date is { } date)
        {
            writer.Write(date.DayNumber);
        }

        if (cell.Defect is { } defect)
        {
            writer.Write(defect);
        }
    }
}

internal enum GridTag : byte
{
    Sheet = 1,
    Row,
    End,
}

[Flags]
internal enum GridHas : byte
{
    None = 0,
    Number = 1,
    Date = 2,
    Defect = 4,
    Computed = 8,
}
