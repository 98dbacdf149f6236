using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace DealerIntegration.Connectors.Spreadsheets.Reading.Xls;

/// <summary>
/// Sends grids from the reading process to the hub (网格传输), ended by a mark: sheets begin, rows follow, and what was
/// wrong with the file is said last. Sent in large pieces.
/// </summary>
internal sealed class GridWriter(Stream stream) : IDisposable
{
    private const int Piece = 64 * 1024;

    private readonly ArrayBufferWriter<byte> _buffer = new(2 * Piece);

    public void Dispose() => Send();

    public void Sheet(string name, bool hidden)
    {
        Byte((byte)GridTag.Sheet);
        Text(name);
        Byte(hidden ? (byte)1 : (byte)0);
    }

    public void Row(GridRow row)
    {
        Byte((byte)GridTag.Row);
        Int32(row.Number);
        Byte(row.Hidden ? (byte)1 : (byte)0);
        Int32(row.Cells.Count);
        foreach (var cell in row.Cells)
        {
            Cell(cell);
        }

        if (_buffer.WrittenCount >= Piece)
        {
            Send();
        }
    }

    public void End(Finding? refusal)
    {
        Byte((byte)GridTag.End);
        Byte(refusal is null ? (byte)0 : (byte)1);
        if (refusal is not null)
        {
            Text(refusal.Code);
            foreach (var words in (ReadOnlySpan<Bilingual>)[refusal.Message, refusal.Remedy])
            {
                Text(words.Chinese);
                Text(words.English);
            }
        }

        Int32(GridSpool.Mark);
        Send();
    }

    private void Cell(GridCell cell)
    {
        var has = (cell.Number is null ? GridHas.None : GridHas.Number)
            | (cell.Date is null ? GridHas.None : GridHas.Date)
            | (cell.Defect is null ? GridHas.None : GridHas.Defect)
            | (cell.Computed ? GridHas.Computed : GridHas.None);
        Int32(cell.Column);
        Byte((byte)cell.Kind);
        Byte((byte)has);
        Text(cell.Text);
        if (cell.Number is { } number)
        {
            decimal.GetBits(number, MemoryMarshal.Cast<byte, int>(_buffer.GetSpan(sizeof(decimal))));
            _buffer.Advance(sizeof(decimal));
        }

        if (cell.Date is { } date)
        {
            Int32(date.DayNumber);
        }

        if (cell.Defect is { } defect)
        {
            Text(defect);
        }
    }

    private void Byte(byte value)
    {
        _buffer.GetSpan(1)[0] = value;
        _buffer.Advance(1);
    }

    private void Int32(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_buffer.GetSpan(sizeof(int)), value);
        _buffer.Advance(sizeof(int));
    }

    // The length in bytes goes first, so it is filled in when the text is there.
    private void Text(string text)
    {
        var span = _buffer.GetSpan(sizeof(int) + Encoding.UTF8.GetMaxByteCount(text.Length));
        var length = Encoding.UTF8.GetBytes(text, span[sizeof(int)..]);
        BinaryPrimitives.WriteInt32LittleEndian(span, length);
        _buffer.Advance(sizeof(int) + length);
    }

    private void Send()
    {
        stream.Write(_buffer.WrittenSpan);
        _buffer.ResetWrittenCount();
        stream.Flush();
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
