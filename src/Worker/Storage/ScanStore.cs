using DealerIntegration.Domain.Diversion;
using DealerIntegration.Worker.Pipelines.Diversion;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>Market scans of one partition of the table: a code's scans all lie in one.</summary>
internal sealed class ScanStore(
    NpgsqlTransaction transaction, int partition, CaseWindow window, int offsetMinutes, long watermark)
{
    /// <summary>Partitions of <c>canonical.scan</c>, as its schema says.</summary>
    public const int Partitions = 32;

    private readonly TextPool _pool = new();

    /// <summary>Reads the scans of the window that count into a block.</summary>
    public Task ReadAsync(ScanBlock block, CancellationToken cancel) => CopyOut.ReadAsync(
        transaction,
        CopyOut.Bind("market-scans", [("watermark", watermark), .. Bounds()]),
        block.Add,
        cancel);

    /// <summary>Reads a few of these scans whole, by their versions.</summary>
    public async Task<IReadOnlyDictionary<long, Scan>> FindAsync(
        IReadOnlyCollection<long> seqs, CancellationToken cancel)
    {
        var scans = new Dictionary<long, Scan>(seqs.Count);
        if (seqs.Count == 0)
        {
            return scans;
        }

        await CopyOut.ReadAsync(
            transaction,
            CopyOut.Bind("market-scans-whole", [("seqs", seqs), .. Bounds()]),
            row => scans.Add(row.Long(), ScanOf(row)),
            cancel);
        return scans.Count == seqs.Count
            ? scans
            : throw new InvalidOperationException(
                $"Of {seqs.Count} scans of partition {partition} {scans.Count} were found again: somebody deletes rows "
                + "of canonical.scan while the run reads them.");
    }

    private Scan ScanOf(CopyRow row)
    {
        var (id, code, at) = (row.Text(), row.Text(), row.Instant());
        var (area, actor) = (row.Text(_pool), ActorOf(row.Text(_pool)));
        var (place, device) = (TextOf(row), TextOf(row));
        return new Scan(id, code, at, area, actor, place, device, row.DecimalOrNull(), row.DecimalOrNull());
    }

    // An empty text and none are the same for a shop or a device.
    private string? TextOf(CopyRow row) => row.TextOrNull(_pool) is { Length: > 0 } text ? text : null;

    private (string, object)[] Bounds() =>
    [
        ("partition", partition), ("offset", offsetMinutes), ("start", window.Start), ("next", window.End.AddDays(1)),
    ];

    public static ScanActor ActorOf(string actor) =>
        actor.Equals("inspector", StringComparison.OrdinalIgnoreCase) ? ScanActor.Inspector
        : actor.Equals("outlet", StringComparison.OrdinalIgnoreCase) ? ScanActor.Outlet
        : ScanActor.Consumer;
}
