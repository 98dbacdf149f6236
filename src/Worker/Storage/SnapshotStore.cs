using DealerIntegration.Worker.Pipelines.Import;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>
/// <c>ops.snapshot</c> (快照): the last pull that listed all a dataset holds and was held against what stands.
/// </summary>
internal static class SnapshotStore
{
    /// <summary>
    /// What is known before a pull of everything reads its first page. Numbers that others have taken and not committed
    /// yet belong to pages that were fetched before, so that they may be read off without a lock.
    /// </summary>
    public static async Task<SnapshotStart> StartAsync(NpgsqlTransaction transaction, CancellationToken cancel) =>
        (await Sql.QueryAsync<SnapshotStart>(
            transaction,
            """
            SELECT CASE WHEN v.is_called THEN v.last_value ELSE v.last_value - 1 END AS "Version",
                   CASE WHEN r.is_called THEN r.last_value ELSE r.last_value - 1 END AS "Reading"
              FROM canonical.version_seq v, raw.page_read_id_seq r
            """,
            cancel)).Single();

    /// <summary>The reading after which stored pages speak, and from where they came; null: all of them do.</summary>
    public static async Task<(long AboveReading, string? Address)?> LastAsync(
        NpgsqlTransaction transaction, string connector, string dataset, CancellationToken cancel) =>
        (await Sql.QueryAsync<(long, string?)>(
            transaction,
            "SELECT above_reading, address FROM ops.snapshot WHERE connector = @connector AND dataset = @dataset",
            cancel,
            new { connector, dataset })).Select(s => ((long, string?)?)s).FirstOrDefault();

    /// <summary>Of two pulls at the same time the one that began later counts.</summary>
    public static Task SettleAsync(
        NpgsqlTransaction transaction, string connector, string dataset, SnapshotStart start, string? address, long run,
        CancellationToken cancel) =>
        Sql.ExecuteAsync(
            transaction,
            """
            INSERT INTO ops.snapshot AS s (connector, dataset, above_reading, address, run_id)
            VALUES (@connector, @dataset, @reading, @address, @run)
            ON CONFLICT (connector, dataset) DO UPDATE
               SET above_reading = excluded.above_reading, address = excluded.address, run_id = excluded.run_id
             WHERE s.above_reading < excluded.above_reading
            """,
            cancel,
            new { connector, dataset, reading = start.Reading, address, run });
}
