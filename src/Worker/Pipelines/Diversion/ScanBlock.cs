using System.Runtime.InteropServices;
using DealerIntegration.Domain.Diversion;
using DealerIntegration.Worker.Pipelines.Diversion.Index;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Pipelines.Diversion;

/// <summary>What is looked at of every scan. <paramref name="Area"/> is −1 where it is no six-digit code.</summary>
/// <param name="At">Microseconds since 2000.</param>
/// <param name="Seq">Version of the scan: the texts of the few that are not clean are read by it.</param>
internal readonly record struct ScanKey(long At, long Seq, int Area, bool HasPosition);

/// <summary>
/// The scans of a chunk in numbers, in the order they came. Nearly all are clean, and no text of them is read.
/// </summary>
/// <remarks>A chunk is a thirty-second of a month: 32 bytes a scan, 10 MB for a month of ten million scans.</remarks>
internal sealed class ScanBlock(CodeHash hash)
{
    private readonly List<ulong> _hashes = [];
    private readonly List<ScanKey> _keys = [];

    public int Count => _keys.Count;

    public ReadOnlySpan<ulong> Hashes => CollectionsMarshal.AsSpan(_hashes);

    public ScanKey this[int scan] => _keys[scan];

    public static long Microseconds(DateTimeOffset instant) =>
        (instant - CopyFormat.Year2000).Ticks / TimeSpan.TicksPerMicrosecond;

    /// <summary>Takes a row of market-scans.sql over.</summary>
    public void Add(CopyRow row)
    {
        _hashes.Add(hash.Of(row.Bytes()));
        var (at, area, seq) = (row.Long(), AreaOf(row.Bytes()), row.Long());
        _keys.Add(new ScanKey(at, Math.Abs(seq), area, seq < 0));
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
