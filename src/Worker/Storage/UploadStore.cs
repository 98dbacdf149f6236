using DealerIntegration.Connectors.Drop;
using DealerIntegration.Connectors.Spreadsheets.Uploads;
using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Jobs;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>A dealer's file as it was sent.</summary>
internal sealed record Upload
{
    public required long Id { get; init; }

    public required string DealerCode { get; init; }

    public required string FileName { get; init; }

    public required string Sha256 { get; init; }

    public required byte[] Body { get; init; }

    public required DateTime ReceivedAt { get; init; }

    public required string Verdict { get; init; }

    /// <summary>The period of the run that judged it.</summary>
    public string? JudgedIn { get; init; }

    /// <summary>
    /// Whether it was taken before, so that only a receipt is due. What was refused in a run of another period, as a
    /// whole or in part, may be right in this one and is read again.
    /// </summary>
    public bool IsRepeatIn(string? period) =>
        Verdict != UploadStore.Unread && (Verdict == nameof(UploadVerdict.Accepted) || JudgedIn == period);
}

/// <summary><c>raw.upload</c>: dealers' files with what became of them.</summary>
internal static class UploadStore
{
    /// <summary>The verdict of a file that was stored and not read yet.</summary>
    public const string Unread = "taken";

    /// <summary>Stores a file once for each dealer and content, and returns its number.</summary>
    public static async Task<long> TakeAsync(
        NpgsqlTransaction transaction, DroppedFile file, long run, CancellationToken cancel) =>
        (await Sql.QueryAsync<long>(
            transaction,
            """
            INSERT INTO raw.upload (dealer_code, file_name, sha256, body, run_id)
            VALUES (@DealerCode, @Name, @Sha256, @Content, @run)
            ON CONFLICT (dealer_code, sha256) DO UPDATE SET dealer_code = excluded.dealer_code
            RETURNING id
            """,
            cancel,
            new { file.DealerCode, file.Name, file.Sha256, file.Content, run })).Single();

    /// <summary>Holds a file until the transaction ends: a content is read by one worker at a time.</summary>
    public static async Task<Upload> LockAsync(NpgsqlTransaction transaction, long id, CancellationToken cancel) =>
        (await Sql.QueryAsync<Upload>(
            transaction,
            """
            SELECT u.id, u.dealer_code AS dealerCode, u.file_name AS fileName, u.sha256, u.body,
                   u.received_at AS receivedAt, u.verdict, r.period AS judgedIn
              FROM raw.upload u JOIN ops.run r ON r.id = u.run_id
             WHERE u.id = @id FOR UPDATE OF u
            """,
            cancel,
            new { id })).Single();

    /// <summary>A file that was kept, with the period it was read in; null: none of that number.</summary>
    public static async Task<(string Dealer, string Name, byte[] Body, string? Period)?> FindAsync(
        NpgsqlTransaction transaction, long id, CancellationToken cancel) =>
        (await Sql.QueryAsync<(string Dealer, string Name, byte[] Body, string? Period)>(
            transaction, "SELECT dealer_code, file_name, body, period FROM raw.upload WHERE id = @id", cancel,
            new { id }))
        .Select(f => ((string, string, byte[], string?)?)f).FirstOrDefault();

    public static Task JudgeAsync(
        NpgsqlTransaction transaction, long id, Run run, UploadReading reading, string? reason, string reply,
        CancellationToken cancel) =>
        Sql.ExecuteAsync(
            transaction,
            """
            UPDATE raw.upload SET run_id = @run, period = @period, dataset = @dataset, verdict = @verdict,
            reason = @reason,
                   rows_in = @rows, rejected = @rejected, reply_path = @reply
             WHERE id = @id
            """,
            cancel,
            new
            {
                id,
                run = run.Id,
                period = reading.Statement is { Period.Length: > 0 } statement ? statement.Period : run.Period,
                dataset = reading.Dataset,
                verdict = reading.Verdict.ToString(),
                reason = reason?.Replace('\0', '\uFFFD'),
                rows = reading.RowsRead,
                rejected = reading.Rejected.Count,
                reply,
            });

    /// <param name="transaction">The one that judges the file.</param>
    /// <param name="id">Number of the file.</param>
    /// <param name="change">How its layout differs from the dealer's last file; null: not.</param>
    /// <param name="cancel">Stops the write.</param>
    public static Task NoteLayoutAsync(
        NpgsqlTransaction transaction, long id, string? change, CancellationToken cancel) =>
        Sql.ExecuteAsync(
            transaction,
            "UPDATE raw.upload SET layout_change = @change WHERE id = @id",
            cancel,
            new { id, change = change?.Replace('\0', '\uFFFD') });

    /// <summary>Judges a file that is no table.</summary>
    /// <param name="kind">What it is, in the place of a dataset.</param>
    public static Task JudgeAsync(
        NpgsqlTransaction transaction, long id, Run run, string kind, UploadVerdict verdict, string? reason,
        string reply, CancellationToken cancel) =>
        Sql.ExecuteAsync(
            transaction,
            """
            UPDATE raw.upload SET run_id = @run, period = @period, dataset = @kind, verdict = @verdict,
                   reason = @reason, rows_in = 0, rejected = 0, reply_path = @reply
             WHERE id = @id
            """,
            cancel,
            new { id, run = run.Id, period = run.Period, kind, verdict = verdict.ToString(), reason, reply });

    /// <summary>
    /// By dealer, why a file of the period was refused: one that was its ledger, or that was not recognised.
    /// </summary>
    public static async Task<IReadOnlyDictionary<string, string>> RefusedLedgersAsync(
        NpgsqlTransaction transaction, Period period, CancellationToken cancel) =>
        (await Sql.QueryAsync<(string Dealer, string Why)>(
            transaction,
            """
            SELECT DISTINCT ON (dealer_code) dealer_code,
                   file_name || ' was refused: ' || coalesce(reason, 'no reason kept')
              FROM raw.upload
             WHERE period = @period AND verdict = @refused AND (dataset IS NULL OR dataset = 'ledger')
             ORDER BY dealer_code, id DESC
            """,
            cancel,
            new { period = period.ToString(), refused = nameof(UploadVerdict.Refused) }))
        .ToDictionary(r => r.Dealer, r => r.Why, StringComparer.Ordinal);

    public static async Task<UploadSummary> SummariseAsync(
        NpgsqlTransaction transaction, long run, CancellationToken cancel)
    {
        var files = await Sql.QueryAsync<(
            string Dealer, string Name, string Verdict, long Rows, long Rejected, string? Change)>(
            transaction,
            """
            SELECT dealer_code, file_name, verdict, rows_in, rejected, layout_change
              FROM raw.upload WHERE run_id = @run ORDER BY id
            """,
            cancel,
            new { run });
        var refused = files.Where(f => f.Verdict == nameof(UploadVerdict.Refused)).ToList();
        return new UploadSummary(
            files.Count, refused.Count, files.Sum(f => f.Rows), files.Sum(f => f.Rejected),
            [.. refused.Select(f => $"{f.Dealer}/{f.Name}")],
            [.. files.Where(f => f.Change is not null).Select(f => $"{f.Dealer}/{f.Name}: {f.Change}")]);
    }
}

/// <summary>Figures of an upload run.</summary>
internal sealed record UploadSummary(
    int Files, int Refused, long Rows, long Rejected, IReadOnlyList<string> RefusedFiles,
    IReadOnlyList<string> LayoutChanges);
