using DealerIntegration.Domain.Canonical;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>What a file turned out to be beside its verdict, and which files stand around it.</summary>
internal static class UploadFactsStore
{
    /// <param name="chunk">The part of the run that reads it.</param>
    /// <param name="sameAs">The file that had brought the very same business.</param>
    public static Task NoteAsync(
        NpgsqlTransaction transaction, long upload, int chunk, int warnings, long? sameAs, CancellationToken cancel) =>
        Sql.ExecuteAsync(
            transaction,
            "UPDATE raw.upload SET chunk_no = @chunk, warnings = @warnings, same_as = @sameAs WHERE id = @upload",
            cancel,
            new { upload, chunk, warnings, sameAs });

    /// <summary>
    /// Whether another file of the dealer and kind has been taken since this one: then this one says something again
    /// when it comes again. What an interrupted run has left in its folder has not come again.
    /// </summary>
    public static async Task<bool> IsOvertakenAsync(
        NpgsqlTransaction transaction, long upload, long arrival, CancellationToken cancel) =>
        (await Sql.QueryAsync<bool>(
            transaction,
            """
            SELECT EXISTS (
                   SELECT FROM raw.upload o
                    WHERE o.dealer_code = u.dealer_code AND o.dataset = u.dataset AND o.id <> u.id
                      AND o.verdict LIKE 'Accepted%'
                      AND (o.run_id, coalesce(o.chunk_no, 0)) > (u.run_id, coalesce(u.chunk_no, 0)))
                   AND u.dataset = ANY (@tables)
                   AND NOT EXISTS (
                   SELECT FROM raw.arrival a JOIN raw.arrival b USING (upload_id, way, place, mark, part)
                    WHERE a.id = @arrival AND b.id < a.id)
              FROM raw.upload u WHERE u.id = @upload
            """,
            cancel,
            new { upload, arrival, tables = Datasets.All.Select(d => d.Name).ToArray() })).Single();

    /// <summary>Whether the dealer's other report of a month, of sales or of movements, has sales in it.</summary>
    /// <param name="key">Of the report that is asked about.</param>
    public static async Task<bool> HasOtherSalesAsync(
        NpgsqlTransaction transaction, string dealer, string key, CancellationToken cancel) =>
        (await Sql.QueryAsync<bool>(
            transaction,
            $"""
            SELECT EXISTS (
                   SELECT FROM canonical.stock_movement m JOIN canonical.stock_movement_line l ON l.seq = m.seq
                    WHERE m.dealer_code = @dealer AND m.until_seq = {CanonicalTable.Current} AND m.key <> @key
                      AND split_part(m.key, '|', 2) = split_part(@key, '|', 2) AND l.kind = 'sell_through')
            """,
            cancel,
            new { dealer, key })).Single();

    /// <summary>The dealer's files of a kind that these runs have taken, the newest of each run.</summary>
    public static async Task<IReadOnlyDictionary<long, UploadName>> OfRunsAsync(
        NpgsqlTransaction transaction, string dealer, string dataset, IEnumerable<long> runs, long except,
        CancellationToken cancel) =>
        (await Sql.QueryAsync<UploadName>(
            transaction,
            """
            SELECT DISTINCT ON (run_id)
                   run_id AS "Run", id AS "Id", file_name AS "FileName", received_at AS "ReceivedAt"
              FROM raw.upload
             WHERE run_id = ANY (@runs) AND dealer_code = @dealer AND dataset = @dataset AND id <> @except
               AND verdict LIKE 'Accepted%'
             ORDER BY run_id, id DESC
            """,
            cancel,
            new { runs = runs.Distinct().ToArray(), dealer, dataset, except })).ToDictionary(f => f.Run);
}

/// <summary>A file that was taken earlier.</summary>
internal sealed record UploadName(long Run, long Id, string FileName, DateTime ReceivedAt);
