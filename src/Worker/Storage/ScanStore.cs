using DealerIntegration.Domain.Diversion;
using DealerIntegration.Worker.Pipelines.Diversion;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>Market scans, streamed: none is kept that is not handed on.</summary>
internal static class ScanStore
{
    public static Task<long> ReadAsync(
        NpgsqlTransaction transaction, CodePartition partition, CaseWindow window, int offsetMinutes, long watermark,
        Action<Scan> handle, CancellationToken cancel) =>
        CopyOut.ReadAsync(
            transaction,
            CopyOut.Bind(
                "market-scans",
                ("watermark", watermark), ("partitions", partition.Partitions), ("partition", partition.Partition),
                ("offset", offsetMinutes), ("start", window.Start), ("next", window.End.AddDays(1))),
            row => handle(new Scan(
                row.Text(), row.Text(), row.Instant(), row.Text(), ActorOf(row.Text()), row.TextOrNull(),
                row.TextOrNull(), row.DecimalOrNull(), row.DecimalOrNull())),
            cancel);

    public static ScanActor ActorOf(string actor) => actor.ToUpperInvariant() switch
    {
        "INSPECTOR" => ScanActor.Inspector,
        "OUTLET" => ScanActor.Outlet,
        _ => ScanActor.Consumer,
    };
}
