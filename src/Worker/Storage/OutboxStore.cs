using Dapper;
using DealerIntegration.Connectors.Contract;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>A document that is to leave the hub.</summary>
internal sealed record OutboxEntry(string Connector, string Kind, string Key, string DealerCode, string Payload);

/// <summary><c>delivery.outbox</c>: written together with the business that causes it; sent later, once.</summary>
internal static class OutboxStore
{
    // How an attempt ended that certainly had no effect.
    private const string NotSent = "not-sent";

    // And one that the partner answered without saying what came of it: it is not at it any more.
    private const string Answered = "answered";

    public static Task AddAsync(NpgsqlTransaction transaction, OutboxEntry entry, long run, CancellationToken cancel) =>
        Sql.ExecuteAsync(
            transaction,
            """
            INSERT INTO delivery.outbox (connector, kind, key, dealer_code, payload, run_id)
            VALUES (@Connector, @Kind, @Key, @DealerCode, @Payload::jsonb, @run)
            """,
            cancel,
            new { entry.Connector, entry.Kind, entry.Key, entry.DealerCode, entry.Payload, run });

    /// <summary>Many documents in one statement, in their order.</summary>
    public static Task AddAsync(
        NpgsqlTransaction transaction, IReadOnlyList<OutboxEntry> entries, long run, CancellationToken cancel) =>
        Sql.ExecuteAsync(
            transaction,
            """
            INSERT INTO delivery.outbox (connector, kind, key, dealer_code, payload, run_id)
            SELECT connector, kind, key, dealer, payload::jsonb, @run
              FROM unnest(@connectors, @kinds, @keys, @dealers, @payloads) WITH ORDINALITY
                   AS t (connector, kind, key, dealer, payload, no)
             ORDER BY no
            """,
            cancel,
            new
            {
                run,
                connectors = entries.Select(e => e.Connector).ToArray(),
                kinds = entries.Select(e => e.Kind).ToArray(),
                keys = entries.Select(e => e.Key).ToArray(),
                dealers = entries.Select(e => e.DealerCode).ToArray(),
                payloads = entries.Select(e => e.Payload).ToArray(),
            });

    public static Task<IReadOnlyList<long>> OpenAsync(
        NpgsqlTransaction transaction, string connector, CancellationToken cancel) =>
        Sql.QueryAsync<long>(
            transaction,
            """
            SELECT id FROM delivery.outbox WHERE connector = @connector AND status IN ('pending', 'unknown') ORDER BY id
            """,
            cancel,
            new { connector });

    /// <summary>
    /// Locks the documents that still have to be sent, without those whose outcome is clear. The weaker lock lets
    /// attempts be recorded, which refer to the rows.
    /// </summary>
    public static Task<IReadOnlyList<OpenDocument>> LockAsync(
        NpgsqlTransaction transaction, IReadOnlyList<long> ids, CancellationToken cancel) =>
        Sql.QueryAsync<OpenDocument>(
            transaction,
            """
            SELECT id AS "Id", kind AS "Kind", key AS "Key", dealer_code AS "DealerCode", payload::text AS "Payload"
              FROM delivery.outbox WHERE id = ANY(@ids) AND status IN ('pending', 'unknown')
             ORDER BY id FOR NO KEY UPDATE
            """,
            cancel,
            new { ids = ids.ToArray() });

    /// <summary>
    /// Commits that requests are about to go out, and tells of which documents an earlier attempt may have reached the
    /// partner. On its own connection: the caller's transaction holds the documents' locks and must not be the one that
    /// remembers this.
    /// </summary>
    public static async Task<IReadOnlyDictionary<long, Attempt>> BeginAttemptsAsync(
        Database database, IReadOnlyList<long> ids, CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        var attempts = await connection.QueryAsync<Attempt>(new CommandDefinition(
            """
            INSERT INTO delivery.attempt (outbox_id, no)
            SELECT i.id, coalesce((SELECT max(no) FROM delivery.attempt a WHERE a.outbox_id = i.id), 0) + 1
              FROM unnest(@ids) AS i (id)
            RETURNING outbox_id AS "Id", no AS "No",
                      EXISTS (SELECT FROM delivery.attempt a
                               WHERE a.outbox_id = attempt.outbox_id
                                 AND a.outcome IS DISTINCT FROM @notSent) AS "WasTried",
                      (SELECT extract(epoch FROM clock_timestamp() - max(a.started_at))::float8
                         FROM delivery.attempt a
                        WHERE a.outbox_id = attempt.outbox_id
                          AND a.outcome IS DISTINCT FROM @notSent
                          AND a.outcome IS DISTINCT FROM @answered) AS "SecondsSince"
            """,
            new { ids = ids.ToArray(), notSent = NotSent, answered = Answered },
            cancellationToken: cancel));
        return attempts.ToDictionary(a => a.Id);
    }

    public static Task EndAttemptAsync(
        NpgsqlTransaction transaction, long id, int no, PushOutcome outcome, long run, CancellationToken cancel)
    {
        var (status, number, reason, notice) = outcome switch
        {
            PushOutcome.Done done => ("done", done.PartnerNumber, null, done.Notice),
            PushOutcome.Refused refused => ("refused", null, refused.Reason, null),
            PushOutcome.Unknown unknown => ("unknown", (string?)null, (string?)unknown.Reason, (string?)null),
            _ => throw new ArgumentException($"There is no outcome {outcome.GetType().Name}."),
        };
        var attempt = outcome switch
        {
            PushOutcome.Unknown { MayHaveArrived: false } => NotSent,
            PushOutcome.Unknown { IsAnswered: true } => Answered,
            _ => status,
        };
        return Sql.ExecuteAsync(
            transaction,
            """
            UPDATE delivery.attempt SET ended_at = clock_timestamp(), outcome = @attempt, reason = @reason
             WHERE outbox_id = @id AND no = @no;
            UPDATE delivery.outbox
               SET status = @status, partner_number = @number, reason = @reason, notice = @notice, attempts = @no,
                   ended_at = CASE WHEN @status <> 'unknown' THEN clock_timestamp() END, ended_by_run = @run
             WHERE id = @id;
            """,
            cancel,
            new { id, no, status, attempt, number, reason = Plain(reason), notice = Plain(notice), run });
    }

    /// <summary>
    /// Ends attempts that failed before anything went out. On its own connection: the caller's transaction fails.
    /// </summary>
    public static async Task NotSentAsync(
        Database database, IEnumerable<Attempt> attempts, string reason, CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            UPDATE delivery.attempt SET ended_at = clock_timestamp(), outcome = @notSent, reason = @reason
             WHERE outbox_id = @Id AND no = @No
            """,
            attempts.Select(a => new { a.Id, a.No, reason, notSent = NotSent }),
            cancellationToken: cancel));
    }

    /// <summary>The latest remarks of partners on documents they took.</summary>
    public static Task<IReadOnlyList<PushNotice>> NoticesAsync(
        NpgsqlTransaction transaction, int most, CancellationToken cancel) =>
        Sql.QueryAsync<PushNotice>(
            transaction,
            """
            SELECT connector AS "Connector", kind AS "Kind", key AS "Key", partner_number AS "Number",
                   notice AS "Notice"
              FROM delivery.outbox WHERE notice IS NOT NULL ORDER BY ended_at DESC, id DESC LIMIT @most
            """,
            cancel,
            new { most });

    /// <summary>What somebody has found out: no attempt had an effect, so the document may go out again.</summary>
    /// <returns>Whether there was such a document without a clear outcome.</returns>
    public static async Task<bool> ReleaseAsync(
        NpgsqlTransaction transaction, string kind, string key, string reason, CancellationToken cancel) =>
        await Sql.ExecuteAsync(
            transaction,
            """
            UPDATE delivery.attempt a
               SET outcome = @notSent, reason = @reason, ended_at = coalesce(a.ended_at, clock_timestamp())
              FROM delivery.outbox o
             WHERE o.id = a.outbox_id AND o.kind = @kind AND o.key = @key AND o.status IN ('pending', 'unknown')
            """,
            cancel,
            new { kind, key, reason, notSent = NotSent }) > 0;

    /// <summary>What somebody has found out: the document has arrived.</summary>
    /// <returns>Whether there was such a document without a clear outcome.</returns>
    public static async Task<bool> ConfirmAsync(
        NpgsqlTransaction transaction, string kind, string key, string how, CancellationToken cancel) =>
        await Sql.ExecuteAsync(
            transaction,
            """
            UPDATE delivery.outbox
               SET status = 'done', partner_number = @how, reason = NULL, ended_at = clock_timestamp()
             WHERE kind = @kind AND key = @key AND status IN ('pending', 'unknown')
            """,
            cancel,
            new { kind, key, how }) > 0;

    /// <summary>What a delivery run has settled, and what of the partner's documents is still open.</summary>
    public static async Task<PushSummary> SummariseAsync(
        NpgsqlTransaction transaction, string connector, long run, CancellationToken cancel) =>
        (await Sql.QueryAsync<PushSummary>(
            transaction,
            """
            SELECT (count(*) FILTER (WHERE status = 'done' AND ended_by_run = @run))::int AS done,
                   (count(*) FILTER (WHERE status = 'refused' AND ended_by_run = @run))::int AS refused,
                   (count(*) FILTER (WHERE status = 'unknown'))::int AS unknown
              FROM delivery.outbox WHERE connector = @connector
            """,
            cancel,
            new { connector, run })).Single();

    // PostgreSQL's text holds no zero character, and partners have sent one.
    private static string? Plain(string? text) => text?.Replace("\0", "", StringComparison.Ordinal);
}

/// <summary>A document whose outcome is not clear yet.</summary>
internal sealed record OpenDocument(long Id, string Kind, string Key, string DealerCode, string Payload)
{
    public PushDocument Document => new(Kind, Key, DealerCode, Payload);
}

/// <summary>One try of a document.</summary>
/// <param name="WasTried">An earlier one may have had its effect.</param>
/// <param name="SecondsSince">How long ago the last one was sent that got no answer; null: there is none.</param>
internal sealed record Attempt(long Id, int No, bool WasTried, double? SecondsSince);

/// <summary>What a partner remarked on a document that it took (推送提示).</summary>
internal sealed record PushNotice(string Connector, string Kind, string Key, string Number, string Notice);

/// <summary>Outcomes of a delivery run.</summary>
internal sealed record PushSummary(int Done, int Refused, int Unknown);
