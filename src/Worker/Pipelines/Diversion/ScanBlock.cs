using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using DealerIntegration.Domain.Diversion;
using DealerIntegration.Worker.Pipelines.Diversion.Index;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Pipelines.Diversion;

/// <summary>What is looked at of every scan. <paramref name="Area"/> is −1 where it is no six-digit code.</summary>
/// <param name="At">Microseconds since 2000.</param>
internal readonly record struct ScanKey(long At, int Area, bool HasPosition, long Row);

/// <summary>
/// The scans of a chunk as they came: a few numbers of each, and the bytes of its row. Nearly all are clean, and no
/// text is made of them.
/// </summary>
/// <remarks>
/// A chunk is a thirty-second of a month: about 150 bytes a scan, 50 MB for a month of ten million scans.
/// </remarks>
internal sealed class ScanBlock(CodeHash hash)
{
    private const int SegmentBits = 24;
    private const int SegmentBytes = 1 << SegmentBits;
    private const int Columns = 9;

    public static readonly DateTimeOffset Year2000 = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly List<ulong> _hashes = [];
    private readonly List<ScanKey> _keys = [];
    private readonly List<byte[]> _segments = [];
    private readonly TextPool _pool = new();
    private int _used = SegmentBytes;

    public int Count => _keys.Count;

    public ReadOnlySpan<ulong> Hashes => CollectionsMarshal.AsSpan(_hashes);

    public ScanKey this[int scan] => _keys[scan];

    public static long Microseconds(DateTimeOffset instant) =>
        (instant - Year2000).Ticks / TimeSpan.TicksPerMicrosecond;

    /// <summary>Takes a row of market-scans.sql over, unless its event was declared wrong.</summary>
    public void Add(CopyRow row, HashSet<string> wrong)
    {
        var start = Begin();
        var code = hash.Of(Keep(row.Bytes()));
        var at = row.Long();
        var area = AreaOf(Keep(row.Bytes()));
        var id = Keep(row.Bytes());
        var isWrong = wrong.Count > 0 && wrong.Contains(Encoding.UTF8.GetString(id));
        var hasPosition = false;
        for (var column = 4; column < Columns; column++)
        {
            hasPosition = !Keep(row.Bytes()).IsEmpty;
        }

        if (isWrong)
        {
            _used = (int)(start & (SegmentBytes - 1));
            return;
        }

        _hashes.Add(code);
        _keys.Add(new ScanKey(at, area, hasPosition, start));
    }

    /// <summary>The scan with its texts.</summary>
    public Scan Read(int scan)
    {
        var row = Row(_keys[scan].Row);
        var code = Encoding.UTF8.GetString(Next(ref row));
        var area = _pool.Of(Next(ref row));
        var id = Encoding.UTF8.GetString(Next(ref row));
        var actor = ScanStore.ActorOf(_pool.Of(Next(ref row)));
        var (place, device) = (TextOf(Next(ref row)), TextOf(Next(ref row)));
        var (latitude, longitude) = (NumberOf(Next(ref row)), NumberOf(Next(ref row)));
        return new Scan(
            id, code, Year2000.AddMicroseconds(_keys[scan].At), area, actor, place, device, latitude, longitude);
    }

    private static int AreaOf(ReadOnlySpan<byte> text)
    {
        if (text.Length != AreaCode.Length)
        {
            return -1;
        }

        var area = 0;
        foreach (var digit in text)
        {
            if (digit is < (byte)'0' or > (byte)'9')
            {
                return -1;
            }

            area = (area * 10) + (digit - '0');
        }

        return area;
    }

    // A row lies in one segment: the next one is begun early enough.
    private long Begin()
    {
        const int roomForOne = 1 << 16;
        if (_used > SegmentBytes - roomForOne)
        {
            _segments.Add(new byte[SegmentBytes]);
            _used = 0;
        }

        return ((long)(_segments.Count - 1) << SegmentBits) | (uint)_used;
    }

    private ReadOnlySpan<byte> Keep(ReadOnlySpan<byte> bytes)
    {
        var segment = _segments[^1];
        if (segment.Length - _used < bytes.Length + sizeof(int))
        {
            // Rows beyond all measure: the segment grows, and no new row begins in it.
            var larger = new byte[2 * (_used + bytes.Length + sizeof(int))];
            segment.AsSpan(0, _used).CopyTo(larger);
            _segments[^1] = segment = larger;
        }

        BinaryPrimitives.WriteInt32LittleEndian(segment.AsSpan(_used), bytes.Length);
        var place = segment.AsSpan(_used + sizeof(int), bytes.Length);
        bytes.CopyTo(place);
        _used += sizeof(int) + bytes.Length;
        return place;
    }

    private ReadOnlySpan<byte> Row(long row) =>
        _segments[(int)(row >> SegmentBits)].AsSpan((int)(row & (SegmentBytes - 1)));

    private static ReadOnlySpan<byte> Next(ref ReadOnlySpan<byte> row)
    {
        var length = BinaryPrimitives.ReadInt32LittleEndian(row);
        var value = row.Slice(sizeof(int), length);
        row = row[(sizeof(int) + length)..];
        return value;
    }

    // An empty text and none are the same for a shop or a device.
    private string? TextOf(ReadOnlySpan<byte> text) => text.IsEmpty ? null : _pool.Of(text);

    private static decimal? NumberOf(ReadOnlySpan<byte> number) =>
        number.IsEmpty ? null : BinaryNumeric.Read(number);
}
