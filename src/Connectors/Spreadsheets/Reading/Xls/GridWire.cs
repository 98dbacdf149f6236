using System.Text;

namespace DealerIntegration.Connectors.Spreadsheets.Reading.Xls;

/// <summary>How grids travel from the reading process to the hub: cell by cell, ended by a mark.</summary>
internal static class GridWire
{
    private const int Mark = 0x47524944;

    [Flags]
    private enum Has
    {
        None = 0,
        Number = 1,
        Date = 2,
        Defect = 4,
        Computed = 8,
    }

    public static void Write(Stream stream, GridResult result)
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        WriteRefusal(writer, result.Refusal);
        writer.Write(result.Sheets.Count);
        foreach (var sheet in result.Sheets)
        {
            writer.Write(sheet.Name);
            writer.Write(sheet.Hidden);
            writer.Write(sheet.Rows.Count);
            foreach (var row in sheet.Rows)
            {
                writer.Write(row.Number);
                writer.Write(row.Hidden);
                writer.Write7BitEncodedInt(row.Cells.Count);
                foreach (var cell in row.Cells)
                {
                    WriteCell(writer, cell);
                }
            }
        }

        writer.Write(Mark);
    }

    /// <exception cref="EndOfStreamException">The child ended before it was done.</exception>
    public static GridResult Read(Stream stream)
    {
        using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
        var refusal = ReadRefusal(reader);
        var sheets = new List<SheetGrid>();
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            var (name, hidden) = (reader.ReadString(), reader.ReadBoolean());
            var rows = new List<GridRow>();
            for (var rest = reader.ReadInt32(); rest > 0; rest--)
            {
                var (number, rowHidden) = (reader.ReadInt32(), reader.ReadBoolean());
                var cells = new GridCell[reader.Read7BitEncodedInt()];
                for (var i = 0; i < cells.Length; i++)
                {
                    cells[i] = ReadCell(reader, number);
                }

                rows.Add(new GridRow(number, rowHidden, cells));
            }

            sheets.Add(new SheetGrid(name, hidden, rows));
        }

        return reader.ReadInt32() == Mark
            ? new GridResult(sheets, refusal)
            : throw new EndOfStreamException("The reading process has not finished.");
    }

    private static void WriteCell(BinaryWriter writer, GridCell cell)
    {
        var has = (cell.Number is null ? Has.None : Has.Number) | (cell.Date is null ? Has.None : Has.Date)
            | (cell.Defect is null ? Has.None : Has.Defect) | (cell.Computed ? Has.Computed : Has.None);
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

    private static GridCell ReadCell(BinaryReader reader, int row)
    {
        var column = reader.Read7BitEncodedInt();
        var kind = (CellKind)reader.ReadByte();
        var has = (Has)reader.ReadByte();
        return new GridCell(
            row, column, reader.ReadString(), kind,
            has.HasFlag(Has.Number) ? reader.ReadDecimal() : null,
            has.HasFlag(Has.Date) ? DateOnly.FromDayNumber(reader.ReadInt32()) : null,
            has.HasFlag(Has.Defect) ? reader.ReadString() : null,
            has.HasFlag(Has.Computed));
    }

    private static void WriteRefusal(BinaryWriter writer, Finding? refusal)
    {
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
    }

    private static Finding? ReadRefusal(BinaryReader reader) => reader.ReadBoolean()
        ? new Finding(
            reader.ReadString(),
            new Bilingual(reader.ReadString(), reader.ReadString()),
            new Bilingual(reader.ReadString(), reader.ReadString()))
        : null;
}
