using DealerIntegration.Domain.Diversion;
using DealerIntegration.Worker.Pipelines.Diversion;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>Market scans of one partition of the table: a code's scans all lie in one.</summary>
internal static class ScanStore
{
    /// <summary>Partitions of <c>canonical.scan</c>, as its schema says.</summary>
    public const int Partitions = 32;

    /// <summary>Reads the scans of a window that count into a block.</summary>
    public static async Task ReadAsync(
        NpgsqlTransaction transaction, int partition, CaseWindow window, int offsetMinutes, long watermark,
        ScanBlock block, CancellationToken cancel)
    {
        // Declarations are few: looking each scan up in them here costs less than a join over all scans.
        var wrong = (await Sql.QueryAsync<string>(
            transaction,
            $"""
            SELECT event_id FROM canonical.scan_{partition}
             WHERE declaration = 'error' AND seq <= @watermark AND until_seq > @watermark
            """,
            cancel,
            new { watermark })).ToHashSet(StringComparer.Ordinal);
        await CopyOut.ReadAsync(
            transaction,
            CopyOut.Bind(
                "market-scans",
                ("watermark", watermark), ("partition", partition), ("offset", offsetMinutes),
                ("start", window.Start), ("next", window.End.AddDays(1))),
            row => block.Add(row, wrong),
            cancel);
    }

    public static ScanActor ActorOf(string actor) => actor.ToUpperInvariant() switch
    {
        "INSPECTOR" => ScanActor.Inspector,
        "OUTLET" => ScanActor.Outlet,
        _ => ScanActor.Consumer,
    };
}
