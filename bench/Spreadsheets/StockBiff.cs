using System.Buffers.Binary;
using System.Text;

namespace DealerIntegration.Bench.Spreadsheets;

/// <summary>
/// Writes a stock list in the Excel 97-2003 format (.xls, BIFF8): at most 65,535 rows below the heading, shared texts
/// and numbers, in a container of one stream.
/// </summary>
internal sealed class StockBiff : IDisposable
{
    public const int MostRows = 65_535;

    private const int LongestRecord = 8_224;
    private const int SheetOffsetPlace = 4;

    private static readonly DateOnly Day0 = new(1899, 12, 30);

    private readonly MemoryStream _stream = new();
    private readonly Dictionary<string, int> _texts = new(StringComparer.Ordinal);
    private readonly byte[] _record = new byte[LongestRecord];

    public static void Write(string path, int rows)
    {
        using var book = new StockBiff();
        var lines = StockLines.Of(rows).ToList();
        book.Globals(lines);
        book.Sheet(lines);
        File.WriteAllBytes(path, CompoundWriter.Of(book._stream.ToArray()));
    }

    public void Dispose() => _stream.Dispose();

    private void Globals(List<StockLine> lines)
    {
        foreach (var text in StockLines.Headings.Concat(lines.SelectMany(Texts)))
        {
            _texts.TryAdd(text, _texts.Count);
        }

        Record(0x0809, Words(0x0600, 0x0005, 0x0DBB, 0x07CC, 0x0041, 0, 0x0006, 0));
        Record(0x0042, Words(1200));
        Record(0x00E0, Words([0, 0, .. new int[8]]));
        Record(0x00E0, Words([0, 14, .. new int[8]]));
        var sheetStart = _stream.Position + SheetOffsetPlace;
        byte[] name = [2, 1, .. Encoding.Unicode.GetBytes("库存")];
        Record(0x0085, [0, 0, 0, 0, 0, 0, .. name]);
        SharedTexts();
        Record(0x000A, []);
        var at = _stream.Position;
        _stream.Position = sheetStart;
        _stream.Write(BitConverter.GetBytes((int)at));
        _stream.Position = at;
    }

    private static IEnumerable<string> Texts(StockLine l) => [l.Product, l.Name, l.Size, l.Warehouse, l.Unit, l.Batch];

    // A text never crosses from one record to the next: then there is nothing to say about where it goes on.
    private void SharedTexts()
    {
        var body = new MemoryStream();
        body.Write(BitConverter.GetBytes(_texts.Count));
        body.Write(BitConverter.GetBytes(_texts.Count));
        var kind = 0x00FC;
        foreach (var text in _texts.Keys)
        {
            byte[] bytes = [(byte)text.Length, 0, 1, .. Encoding.Unicode.GetBytes(text)];
            if (body.Length + bytes.Length > LongestRecord)
            {
                Record(kind, body.ToArray());
                (kind, body) = (0x003C, new MemoryStream());
            }

            body.Write(bytes);
        }

        Record(kind, body.ToArray());
    }

    private void Sheet(List<StockLine> lines)
    {
        Record(0x0809, Words(0x0600, 0x0010, 0x0DBB, 0x07CC, 0x0041, 0, 0x0006, 0));
        Record(0x0200, [.. BitConverter.GetBytes(0), .. BitConverter.GetBytes(lines.Count + 1), .. Words(0, 12, 0)]);
        for (var i = 0; i < StockLines.Headings.Count; i++)
        {
            Text(0, i, StockLines.Headings[i]);
        }

        foreach (var l in lines)
        {
            Number(l.Number, 0, l.Number);
            Text(l.Number, 1, l.Product);
            Text(l.Number, 2, l.Name);
            Text(l.Number, 3, l.Size);
            Text(l.Number, 4, l.Warehouse);
            Number(l.Number, 5, l.Day.DayNumber - Day0.DayNumber, style: 1);
            Number(l.Number, 6, (double)l.OnHand);
            Number(l.Number, 7, l.InTransit);
            Number(l.Number, 8, l.Reserved);
            Text(l.Number, 9, l.Unit);
            Number(l.Number, 10, (double)l.Price);
            Text(l.Number, 11, l.Batch);
        }

        Record(0x000A, []);
    }

    private void Text(int row, int column, string text)
    {
        Place(row, column, style: 0);
        BinaryPrimitives.WriteInt32LittleEndian(_record.AsSpan(6), _texts[text]);
        Record(0x00FD, _record.AsSpan(0, 10));
    }

    private void Number(int row, int column, double value, int style = 0)
    {
        Place(row, column, style);
        BinaryPrimitives.WriteDoubleLittleEndian(_record.AsSpan(6), value);
        Record(0x0203, _record.AsSpan(0, 14));
    }

    private void Place(int row, int column, int style)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(_record, (ushort)row);
        BinaryPrimitives.WriteUInt16LittleEndian(_record.AsSpan(2), (ushort)column);
        BinaryPrimitives.WriteUInt16LittleEndian(_record.AsSpan(4), (ushort)style);
    }

    private void Record(int kind, ReadOnlySpan<byte> body)
    {
        Span<byte> head = stackalloc byte[4];
        BinaryPrimitives.WriteUInt16LittleEndian(head, (ushort)kind);
        BinaryPrimitives.WriteUInt16LittleEndian(head[2..], (ushort)body.Length);
        _stream.Write(head);
        _stream.Write(body);
    }

    private static byte[] Words(params int[] words) =>
        [.. words.SelectMany(w => BitConverter.GetBytes((ushort)w))];
}
