using System.Text;
using DealerIntegration.Connectors.Spreadsheets.Gate;

namespace DealerIntegration.Connectors.Spreadsheets.Reading.Xls;

/// <summary>
/// The grids of an old workbook as they came over the pipe, kept as bytes: a tenth of what their cells would take, and
/// bounded by the 65,536 rows of the format. Every pass over a sheet reads its stretch anew.
/// </summary>
internal static class GridSpool
{
    internal const int Mark = 0x47524944;

    /// <exception cref="EndOfStreamException">The child ended before it was done.</exception>
    /// <exception cref="FileRefusedException">There is more in the file than allowed.</exception>
    public static GridResult Read(byte[] spool, int length, GateLimits limits)
    {
        var budget = new ReadingBudget(limits);
        var sheets = new List<SheetGrid>();
        using var reader = new BinaryReader(new MemoryStream(spool, 0, length, false), Encoding.UTF8);
        var tag = Tag(reader);
        while (tag == GridTag.Sheet)
        {
            var (name, hidden) = (reader.ReadString(), reader.ReadBoolean());
            var start = (int)reader.BaseStream.Position;
            var (head, tail) = (new List<GridRow>(), new Queue<GridRow>());
            var (rows, cells) = (0L, 0L);
            while ((tag = Tag(reader)) == GridTag.Row)
            {
                var row = ReadRow(reader);
                Spend(budget, row);
                rows++;
                cells += row.Cells.Count;
                Keep(row, head, tail);
            }

            sheets.Add(new SheetGrid(name, hidden, Rows(spool, start, length))
            {
                Head = head, Tail = [.. tail], RowCount = rows, CellCount = cells,
            });
        }

        var refusal = tag == GridTag.End ? ReadRefusal(reader) : null;
        return tag == GridTag.End && reader.ReadInt32() == Mark
            ? new GridResult(refusal is null ? sheets : [], refusal)
            : throw new EndOfStreamException("The reading process has not finished.");
    }

    private static IEnumerable<GridRow> Rows(byte[] spool, int start, int length)
    {
        using var reader = new BinaryReader(new MemoryStream(spool, start, length - start, false), Encoding.UTF8);
        while (Tag(reader) == GridTag.Row)
        {
            yield return ReadRow(reader);
        }
    }

    private static void Spend(ReadingBudget budget, GridRow row)
    {
        budget.Cells(row.Cells.Count);
        foreach (var cell in row.Cells)
        {
            budget.Characters(cell.Text.Length);
        }
    }

    private static void Keep(GridRow row, List<GridRow> head, Queue<GridRow> tail)
    {
        if (head.Count < SheetGrid.EdgeRows)
        {
            head.Add(row);
            return;
        }

        tail.Enqueue(row);
        if (tail.Count > SheetGrid.EdgeRows)
        {
            tail.Dequeue();
        }
    }

    private static GridTag Tag(BinaryReader reader) => (GridTag)reader.ReadByte();

    private static GridRow ReadRow(BinaryReader reader)
    {
        var (number, hidden) = (reader.ReadInt32(), reader.ReadBoolean());
        var cells = new GridCell[reader.Read7BitEncodedInt()];
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = ReadCell(reader, number);
        }

        return new GridRow(number, hidden, cells);
    }

    private static GridCell ReadCell(BinaryReader reader, int row)
    {
        var column = reader.Read7BitEncodedInt();
        var kind = (CellKind)reader.ReadByte();
        var has = (GridHas)reader.ReadByte();
        return new GridCell(
            row, column, reader.ReadString(), kind,
            has.HasFlag(GridHas.Number) ? reader.ReadDecimal() : null,
            has.HasFlag(GridHas.Date) ? DateOnly.FromDayNumber(reader.ReadInt32()) : null,
            has.HasFlag(GridHas.Defect) ? reader.ReadString() : null,
            has.HasFlag(GridHas.Computed));
    }

    private static Finding? ReadRefusal(BinaryReader reader) => reader.ReadBoolean()
        ? new Finding(
            reader.ReadString(),
            new Bilingual(reader.ReadString(), reader.ReadString()),
            new Bilingual(reader.ReadString(), reader.ReadString()))
        : null;
}
