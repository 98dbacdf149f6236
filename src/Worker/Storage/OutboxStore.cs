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
    /// Locks a document that still has to be sent; null once its outcome is clear. The weaker lock lets its attempts be
    /// recorded, which refer to the row.
    /// </summary>
    public static async Task<OpenDocument?> LockAsync(NpgsqlTransaction transaction, long id,
        CancellationToken cancel) =>
        (await Sql.QueryAsync<OpenDocument>(
            transaction,
            """
            SELECT kind AS "Kind", key AS "Key", dealer_code AS "DealerCode", payload::text AS "Payload"
              FROM delivery.outbox WHERE id = @id AND status IN ('pending', 'unknown') FOR NO KEY UPDATE
            """,
            cancel,
            new { id })).SingleOrDefault();

    /// <summary>
    /// Commits that a request is about to go out; true when an earlier attempt may have reached the partner. On its own
    /// connection: the caller's transaction holds the document's lock and must not be the one that remembers this.
    /// </summary>
    public static async Task<Attempt> BeginAttemptAsync(Database database, long id, CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        return await connection.QuerySingleAsync<Attempt>(new CommandDefinition(
            """
            INSERT INTO delivery.attempt (outbox_id, no)
            SELECT @id, coalesce(max(no), 0) + 1 FROM delivery.attempt WHERE outbox_id = @id
            RETURNING no AS "No",
                      EXISTS (SELECT FROM delivery.attempt
                               WHERE outbox_id = @id AND outcome IS DISTINCT FROM @notSent) AS "WasTried"
            """,
            new { id, notSent = NotSent },
            cancellationToken: cancel));
    }

    public static Task EndAttemptAsync(
        NpgsqlTransaction transaction, long id, int no, PushOutcome outcome, long run, CancellationToken cancel)
    {
        var (status, number, reason) = outcome switch
        {
            PushOutcome.Done done => ("done", done.PartnerNumber, done.Notice),
            PushOutcome.Refused refused => ("refused", null, refused.Reason),
            PushOutcome.Unknown unknown => ("unknown", (string?)null, (string?)unknown.Reason),
            _ => throw new ArgumentException($"There is no outcome {outcome.GetType().Name}."),
        };
        var attempt = outcome is PushOutcome.Unknown { MayHaveArrived: false } ? NotSent : status;
        return Sql.ExecuteAsync(
            transaction,
            """
            UPDATE delivery.attempt SET ended_at = clock_timestamp(), outcome = @attempt, reason = @reason
             WHERE outbox_id = @id AND no = @no;
            UPDATE delivery.outbox
               SET status = @status, partner_number = @number, reason = @reason, attempts = @no,
                   ended_at = CASE WHEN @status <> 'unknown' THEN clock_timestamp() END, ended_by_run = @run
             WHERE id = @id;
            """,
            cancel,
            new { id, no, status, attempt, number, reason = reason?.Replace("\0", "", StringComparison.Ordinal), run });
    }

    /// <summary>
    /// Ends an attempt that failed before anything went out. On its own connection: the caller's transaction fails.
    /// </summary>
    public static async Task NotSentAsync(Database database, long id, int no, string reason, CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            UPDATE delivery.attempt SET ended_at = clock_timestamp(), outcome = @notSent, reason = @reason
             WHERE outbox_id = @id AND no = @no
            """,
            new { id, no, reason, notSent = NotSent },
            cancellationToken: cancel));
    }

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
}

/// <summary>A document whose outcome is not clear yet.</summary>
internal sealed record OpenDocument(string Kind, string Key, string DealerCode, string Payload);

/// <summary>One try; <paramref name="WasTried"/>: an earlier one may have had its effect.</summary>
internal sealed record Attempt(int No, bool WasTried);

/// <summary>Outcomes of a delivery run.</summary>
internal sealed record PushSummary(int Done, int Refused, int Unknown);
