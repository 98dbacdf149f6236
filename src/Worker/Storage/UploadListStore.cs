using DealerIntegration.Connectors.Spreadsheets.Uploads;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>A dealer's file in the list of what came (来件).</summary>
internal sealed record UploadLine
{
    public required long Id { get; init; }

    public required DateTime ReceivedAt { get; init; }

    public required string DealerCode { get; init; }

    public string? DealerName { get; init; }

    public required string FileName { get; init; }

    /// <summary>Null where it was not recognised, or not read yet.</summary>
    public string? Dataset { get; init; }

    public string? Period { get; init; }

    /// <summary>As in <see cref="UploadVerdict"/>, or <see cref="UploadStore.Unread"/>.</summary>
    public required string Verdict { get; init; }

    public string? Reason { get; init; }

    public required long RowsIn { get; init; }

    public required long Rejected { get; init; }

    public required long Warnings { get; init; }

    /// <summary>The file whose rows it repeats.</summary>
    public long? SameAs { get; init; }

    public string? ReplyPath { get; init; }

    /// <summary>The way it came last.</summary>
    public string? Way { get; init; }

    public required long Arrivals { get; init; }

    /// <summary>What became of the last reply by mail or SFTP; null where it only lies in the outbox folder.</summary>
    public string? ReplyStatus { get; init; }

    public string? ReplyReason { get; init; }
}

/// <summary>Each time a file came, and what became of the reply to it.</summary>
internal sealed record UploadArrival(
    string Way, string Place, string FileName, DateTime ReceivedAt, DateTime? AnsweredAt, string? ReplyFile,
    string? ReplyKey, string? ReplyStatus, string? ReplyReason);

/// <summary>A row of a file that was not taken.</summary>
internal sealed record UploadReject(
    string? Sheet, long? Row, string? Column, string? Value, string Code, string Message, string Remedy);

/// <summary>What to list.</summary>
internal sealed record UploadsWanted(string? Period, string? Dealer, string? Dataset, int Limit, long? Id = null);

/// <summary>Lists of dealers' files, for people.</summary>
internal static class UploadListStore
{
    /// <summary>The newest first.</summary>
    public static Task<IReadOnlyList<UploadLine>> ListAsync(
        NpgsqlTransaction transaction, UploadsWanted wanted, CancellationToken cancel) =>
        Sql.QueryAsync<UploadLine>(
            transaction,
            $"""
            SELECT u.id, u.received_at AS receivedAt, u.dealer_code AS dealerCode, d.name AS dealerName,
                   coalesce(a.file_name, u.file_name) AS fileName, u.dataset, u.period, u.verdict, u.reason,
                   u.rows_in AS rowsIn, u.rejected, u.warnings, u.same_as AS sameAs, u.reply_path AS replyPath, a.way,
                   coalesce(a.arrivals, 0) AS arrivals, o.status AS replyStatus, o.reason AS replyReason
              FROM raw.upload u
              LEFT JOIN LATERAL (
                   SELECT id, way, file_name, count(*) OVER () AS arrivals
                     FROM raw.arrival WHERE upload_id = u.id ORDER BY id DESC LIMIT 1) a ON true
              LEFT JOIN LATERAL (
                   SELECT o.status, o.reason FROM delivery.reply r JOIN delivery.outbox o ON o.key = r.key
                    WHERE r.arrival_id = a.id AND o.kind = @reply ORDER BY o.id DESC LIMIT 1) o ON true
              LEFT JOIN LATERAL (
                   SELECT name FROM canonical.dealer
                    WHERE code = u.dealer_code AND until_seq = {CanonicalTable.Current} ORDER BY seq DESC LIMIT 1) d
                   ON true
             WHERE (@Period::text IS NULL OR u.period = @Period) AND (@Dealer::text IS NULL OR u.dealer_code = @Dealer)
               AND (@Dataset::text IS NULL OR u.dataset = @Dataset) AND (@Id::bigint IS NULL OR u.id = @Id)
             ORDER BY u.id DESC LIMIT @Limit
            """,
            cancel,
            new
            {
                wanted.Period, wanted.Dealer, wanted.Dataset, wanted.Id, wanted.Limit, reply = ReplyStore.Kind,
            });

    public static Task<IReadOnlyList<UploadArrival>> ArrivalsAsync(
        NpgsqlTransaction transaction, long upload, CancellationToken cancel) =>
        Sql.QueryAsync<UploadArrival>(
            transaction,
            """
            SELECT a.way AS "Way", a.place AS "Place", a.file_name AS "FileName", a.received_at AS "ReceivedAt",
                   a.answered_at AS "AnsweredAt", r.file_name AS "ReplyFile", r.key AS "ReplyKey",
                   o.status AS "ReplyStatus", o.reason AS "ReplyReason"
              FROM raw.arrival a
              LEFT JOIN delivery.reply r ON r.arrival_id = a.id
              LEFT JOIN delivery.outbox o ON o.key = r.key AND o.kind = @reply
             WHERE a.upload_id = @upload ORDER BY a.id
            """,
            cancel,
            new { upload, reply = ReplyStore.Kind });

    public static Task<IReadOnlyList<UploadReject>> RejectsAsync(
        NpgsqlTransaction transaction, long upload, int limit, CancellationToken cancel) =>
        Sql.QueryAsync<UploadReject>(
            transaction,
            """
            SELECT r.sheet AS "Sheet", r.row_no AS "Row", r.col AS "Column", left(r.value, 200) AS "Value",
                   r.code AS "Code", concat_ws(' ', r.message_zh, r.message) AS "Message",
                   concat_ws(' ', r.remedy_zh, r.remedy) AS "Remedy"
              FROM raw.upload u JOIN ops.rejected_row r ON r.run_id = u.run_id AND r.chunk_no = u.chunk_no
             WHERE u.id = @upload ORDER BY r.id LIMIT @limit
            """,
            cancel,
            new { upload, limit });

    /// <summary>The file as it was sent.</summary>
    public static async Task<byte[]?> BodyAsync(NpgsqlTransaction transaction, long upload, CancellationToken cancel) =>
        (await Sql.QueryAsync<byte[]>(
            transaction, "SELECT body FROM raw.upload WHERE id = @upload", cancel, new { upload })).SingleOrDefault();

    /// <summary>The last file of each dealer and kind that was read in a period.</summary>
    public static Task<IReadOnlyList<UploadLine>> LastAsync(
        NpgsqlTransaction transaction, string period, CancellationToken cancel) =>
        Sql.QueryAsync<UploadLine>(
            transaction,
            """
            SELECT DISTINCT ON (dealer_code, dataset)
                   id, received_at AS receivedAt, dealer_code AS dealerCode, file_name AS fileName, dataset, period,
                   verdict, reason, rows_in AS rowsIn, rejected, warnings, same_as AS sameAs, 0::bigint AS arrivals
              FROM raw.upload
             WHERE period = @period
             ORDER BY dealer_code, dataset, id DESC
            """,
            cancel,
            new { period });

    /// <summary>Dealer and kind of what a partner system has already given for a period.</summary>
    public static async Task<IReadOnlySet<(string Dealer, string Dataset)>> ByConnectorAsync(
        NpgsqlTransaction transaction, string period, DateOnly first, DateOnly last, string filesSource,
        CancellationToken cancel) =>
        (await Sql.QueryAsync<(string Dealer, string Dataset)>(
            transaction,
            $"""
            SELECT dealer_code, 'ledger' FROM canonical.ledger
             WHERE period = @period AND until_seq = {CanonicalTable.Current} AND source <> @filesSource
             UNION
            SELECT dealer_code, 'stock-movements' FROM canonical.stock_movement
             WHERE period = @period AND until_seq = {CanonicalTable.Current} AND source <> @filesSource
             UNION
            SELECT place_code, 'stock' FROM canonical.stock
             WHERE place_kind = 'dealer' AND as_of BETWEEN @first AND @last
               AND until_seq = {CanonicalTable.Current} AND source <> @filesSource
            """,
            cancel,
            new { period, first, last, filesSource })).ToHashSet();
}
