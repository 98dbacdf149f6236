using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>Why a file, a mail or a reply waits for a person (待办原因).</summary>
internal enum UploadWait
{
    /// <summary>A file was sent back with a question that somebody of the principal can settle once.</summary>
    Asked,

    /// <summary>A file was refused and nothing better has come since.</summary>
    Refused,

    /// <summary>Rows of a file were not taken, and the dealer has not sent them again.</summary>
    InPart,

    /// <summary>A file was stored and not read.</summary>
    Unread,

    /// <summary>A reply may or may not have arrived.</summary>
    UnclearReply,

    /// <summary>A server would not take a reply.</summary>
    RefusedReply,

    /// <summary>Mails or files on a server that the hub could not take.</summary>
    LeftOnServer,
}

/// <summary>Something that waits for a person (待办).</summary>
/// <param name="Upload">Number of the file, where it is one.</param>
/// <param name="Key">Of the reply, where it is one.</param>
/// <param name="What">Name of the file; of what was left, the hub's own words.</param>
/// <param name="Detail">Why.</param>
internal sealed record UploadToDo(
    UploadWait Wait, string? DealerCode, long? Upload, string? Key, string What, string? Detail, DateTime Since);

/// <summary>
/// What of dealers' files waits for a person (来件待办), by what is to be done, then the oldest first.
/// </summary>
internal static class UploadWaitStore
{
    public const int Most = 200;

    /// <param name="period">Of files; null: of every period. Replies and servers have none.</param>
    public static async Task<IReadOnlyList<UploadToDo>> ListAsync(
        NpgsqlTransaction transaction, string? period, CancellationToken cancel)
    {
        var files = await Sql.QueryAsync<FileRow>(
            transaction,
            """
            SELECT u.id, u.dealer_code AS dealerCode, u.file_name AS fileName, u.verdict, u.reason,
                   u.received_at AS receivedAt,
                   EXISTS (SELECT FROM ops.rejected_row r
                            WHERE r.run_id = u.run_id AND r.chunk_no = u.chunk_no
                              AND (r.code LIKE 'ask-%' OR r.code = 'ambiguous-table')) AS isAsked
              FROM raw.upload u
             WHERE u.verdict IN ('Refused', 'AcceptedWithRejects', @unread)
               AND (@period::text IS NULL OR u.period = @period OR u.verdict = @unread)
               AND NOT EXISTS (SELECT FROM raw.upload o
                                WHERE o.dealer_code = u.dealer_code AND o.id > u.id AND o.period = u.period
                                  AND (u.dataset IS NULL OR o.dataset = u.dataset) AND o.verdict LIKE 'Accepted%')
             ORDER BY u.id DESC LIMIT @most
            """,
            cancel,
            new { period, unread = UploadStore.Unread, most = Most });
        var replies = (await ReplyListStore.OpenAsync(transaction, cancel)).Where(r => r.Status != "pending");
        var left = await Sql.QueryAsync<(string Note, DateTime At)>(
            transaction,
            """
            SELECT note, ended_at FROM ops.run
             WHERE pipeline = 'intake' AND ended_at IS NOT NULL ORDER BY id DESC LIMIT 1
            """,
            cancel);
        return
        [
            .. left.Where(l => l.Note is not null).Select(
                l => new UploadToDo(UploadWait.LeftOnServer, null, null, null, l.Note, null, l.At)),
            .. replies.Take(Most).Select(r => new UploadToDo(
                r.Status == "unknown" ? UploadWait.UnclearReply : UploadWait.RefusedReply, r.DealerCode, null, r.Key,
                r.FileName, r.Reason, r.CreatedAt)),
            .. files.Select(f => f.ToDo()).OrderBy(todo => todo.Wait).ThenBy(todo => todo.Upload),
        ];
    }

    private sealed record FileRow
    {
        public required long Id { get; init; }

        public required string DealerCode { get; init; }

        public required string FileName { get; init; }

        public required string Verdict { get; init; }

        public string? Reason { get; init; }

        public required DateTime ReceivedAt { get; init; }

        public required bool IsAsked { get; init; }

        public UploadToDo ToDo() => new(
            Verdict == UploadStore.Unread ? UploadWait.Unread
                : Verdict != "Refused" ? UploadWait.InPart
                : IsAsked ? UploadWait.Asked : UploadWait.Refused,
            DealerCode, Id, null, FileName, Reason, ReceivedAt);
    }
}
