using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>Files of events in <c>raw.upload</c>: kept as sent, under the folder they came from.</summary>
internal static class EventFileStore
{
    public static async Task<long> VerdictAsync(
        NpgsqlTransaction transaction, long id, long run, string verdict, string? reason, long rows, long rejected,
        string reply, CancellationToken cancel) =>
        await Sql.ExecuteAsync(
            transaction,
            """
            UPDATE raw.upload SET run_id = @run, dataset = 'trace-events', verdict = @verdict, reason = @reason,
                   rows_in = @rows, rejected = @rejected, reply_path = @reply
             WHERE id = @id
            """,
            cancel,
            new { id, run, verdict, reason, rows, rejected, reply });

    /// <summary>Every file of events that is kept, oldest first, to be read again.</summary>
    public static Task<IReadOnlyList<(long Id, string Name)>> KeptAsync(
        NpgsqlTransaction transaction, string folder, CancellationToken cancel) =>
        Sql.QueryAsync<(long Id, string Name)>(
            transaction,
            "SELECT id, file_name FROM raw.upload WHERE dealer_code = @folder ORDER BY id",
            cancel,
            new { folder });

    /// <summary>Files that a run has left in the folder because nobody can take them as they are.</summary>
    public static Task<IReadOnlyList<string>> LeftAsync(
        NpgsqlTransaction transaction, long run, int chunk, CancellationToken cancel) =>
        Sql.QueryAsync<string>(
            transaction,
            "SELECT file FROM ops.rejected_row WHERE run_id = @run AND chunk_no = @chunk ORDER BY file",
            cancel,
            new { run, chunk });

    /// <summary>What of a file a run could not take, for the answer to the sender.</summary>
    public static Task<IReadOnlyList<RefusedEvent>> RefusedAsync(
        NpgsqlTransaction transaction, long run, int chunk, int most, CancellationToken cancel) =>
        Sql.QueryAsync<RefusedEvent>(
            transaction,
            """
            SELECT row_no AS "Line", col AS "Place", value AS "Value", code AS "Code", message AS "Message",
                   remedy AS "Remedy"
              FROM ops.rejected_row WHERE run_id = @run AND chunk_no = @chunk
             ORDER BY row_no NULLS FIRST, col LIMIT @most
            """,
            cancel,
            new { run, chunk, most });
}

/// <summary>An event, or a code of one, that could not be taken.</summary>
internal sealed record RefusedEvent(
    long? Line, string? Place, string? Value, string Code, string Message, string? Remedy);
