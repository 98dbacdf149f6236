using System.Buffers;
using DealerIntegration.Domain.Diversion;
using DealerIntegration.Worker.Pipelines.Diversion.Index;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Pipelines.Diversion;

/// <summary>What is looked at of every scan. <paramref name="Area"/> is −1 where it is no six-digit code.</summary>
/// <param name="At">Microseconds since 2000.</param>
/// <param name="Seq">Version of the scan: the texts of the few that are not clean are read by it.</param>
internal readonly record struct ScanKey(long At, long Seq, int Area, bool HasPosition);

/// <summary>
/// The scans of a chunk in numbers. Nearly all are clean, and no text of them is read. In order (<see cref="Arrange"/>)
/// the scans of a code lie side by side, as they came.
/// </summary>
/// <remarks>
/// A chunk is a thirty-second of a month: 32 bytes a scan, 10 MB for a month of ten million scans. The memory is
/// rented: large arrays that die with each chunk would have the collector look at everything else each time.
/// </remarks>
internal sealed class ScanBlock(CodeHash hash) : IDisposable
{
    private const int FirstRoom = 1 << 12;

    private ulong[] _hashes = ArrayPool<ulong>.Shared.Rent(FirstRoom);
    private ScanKey[] _keys = ArrayPool<ScanKey>.Shared.Rent(FirstRoom);

    public int Count { get; private set; }

    public ReadOnlySpan<ulong> Hashes => _hashes.AsSpan(0, Count);

    public ReadOnlySpan<ScanKey> Keys => _keys.AsSpan(0, Count);

    public static long Microseconds(DateTimeOffset instant) =>
        (instant - CopyFormat.Year2000).Ticks / TimeSpan.TicksPerMicrosecond;

    /// <summary>Takes a row of market-scans.sql over.</summary>
    public void Add(CopyRow row)
    {
        if (Count == Math.Min(_hashes.Length, _keys.Length))
        {
            Grow();
        }

        _hashes[Count] = hash.Of(row.Bytes());
        var (at, area, seq) = (row.Long(), AreaOf(row.Bytes()), row.Long());
        _keys[Count++] = new ScanKey(at, Math.Abs(seq), area, seq < 0);
    }

    /// <summary>
    /// Puts the scans in the order of their hashes. What follows then walks through memory, and not about.
    /// </summary>
    public void Arrange()
    {
        var order = HashOrder.Of(Hashes);
        var (hashes, keys) = (ArrayPool<ulong>.Shared.Rent(Count), ArrayPool<ScanKey>.Shared.Rent(Count));
        for (var i = 0; i < order.Length; i++)
        {
            hashes[i] = _hashes[order[i]];
            keys[i] = _keys[order[i]];
        }

        Replace(hashes, keys);
    }

    public void Dispose() => Replace([], []);

    private void Grow()
    {
        var (hashes, keys) = (ArrayPool<ulong>.Shared.Rent(2 * Count), ArrayPool<ScanKey>.Shared.Rent(2 * Count));
        Hashes.CopyTo(hashes);
        Keys.CopyTo(keys);
        Replace(hashes, keys);
    }

    private void Replace(ulong[] hashes, ScanKey[] keys)
    {
        ArrayPool<ulong>.Shared.Return(_hashes);
        ArrayPool<ScanKey>.Shared.Return(_keys);
        (_hashes, _keys) = (hashes, keys);
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
}
