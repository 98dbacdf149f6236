using Dapper;
using DealerIntegration.Worker.Jobs;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary><c>ops.run</c>: what was asked for, how far it is, how it ended.</summary>
internal sealed class RunStore(Database database)
{
    private const string Columns =
        """
        id, pipeline, scope, period, parameters::text AS parameters, parent_id AS parentId, step, status, watermark,
        chunks, remaining, counts::text AS counts, note, error_kind AS errorKind, error, asked_by AS askedBy,
        created_at AS createdAt, started_at AS startedAt, ended_at AS endedAt
        """;

    public async Task<Run?> FindAsync(long id, CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        return await connection.QuerySingleOrDefaultAsync<Run>(new CommandDefinition(
            $"SELECT {Columns} FROM ops.run WHERE id = @id", new { id }, cancellationToken: cancel));
    }

    public async Task<IReadOnlyList<Run>> LatestAsync(int count, CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        return (await connection.QueryAsync<Run>(new CommandDefinition(
            $"SELECT {Columns} FROM ops.run ORDER BY id DESC LIMIT @count", new { count }, cancellationToken: cancel)))
            .AsList();
    }

    /// <summary>A run and every step below it, in order.</summary>
    public async Task<IReadOnlyList<Run>> FamilyAsync(long id, CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        return (await connection.QueryAsync<Run>(new CommandDefinition(
            $"SELECT {Columns} FROM ops.run WHERE id = @id OR parent_id = @id ORDER BY step NULLS FIRST, id",
            new { id },
            cancellationToken: cancel))).AsList();
    }

    /// <summary>
    /// The last finished run of a pipeline over a period; one over all dealers serves for each of them.
    /// </summary>
    public static async Task<Run?> LatestAsync(
        NpgsqlTransaction transaction, string pipeline, string scope, Domain.Values.Period period,
        CancellationToken cancel) =>
        (await Sql.QueryAsync<Run>(
            transaction,
            $"""
            SELECT {Columns} FROM ops.run
             WHERE pipeline = @pipeline AND scope IN (@scope, '') AND period = @period
               AND status IN ('succeeded', 'incomplete')
             ORDER BY id DESC LIMIT 1
            """,
            cancel,
            new { pipeline, scope, period = period.ToString() })).SingleOrDefault();

    /// <summary>The last finished run of a pipeline over a period that has a result of the dealer.</summary>
    public static async Task<Run?> LatestOfDealerAsync(
        NpgsqlTransaction transaction, string pipeline, string dealer, Domain.Values.Period period,
        CancellationToken cancel) =>
        (await Sql.QueryAsync<Run>(
            transaction,
            $"""
            SELECT {Columns} FROM ops.run
             WHERE pipeline = @pipeline AND period = @period AND status IN ('succeeded', 'incomplete')
               AND EXISTS (SELECT 1 FROM result.reconciliation c WHERE c.run_id = id AND c.dealer_code = @dealer)
             ORDER BY id DESC LIMIT 1
            """,
            cancel,
            new { pipeline, dealer, period = period.ToString() })).SingleOrDefault();

    /// <summary>
    /// The last finished run over all dealers of each of the last periods, the latest period first.
    /// </summary>
    public static Task<IReadOnlyList<Run>> FinishedAsync(
        NpgsqlTransaction transaction, string pipeline, Domain.Values.Period? latest, int periods,
        CancellationToken cancel) =>
        Sql.QueryAsync<Run>(
            transaction,
            $"""
            SELECT * FROM (
                SELECT DISTINCT ON (period) {Columns} FROM ops.run
                 WHERE pipeline = @pipeline AND scope = '' AND status IN ('succeeded', 'incomplete')
                   AND (@latest::text IS NULL OR period <= @latest)
                 ORDER BY period DESC, id DESC) finished
             ORDER BY period DESC LIMIT @periods
            """,
            cancel,
            new { pipeline, latest = latest?.ToString(), periods });

    public static Task<Run> LockAsync(NpgsqlTransaction transaction, long id) =>
        transaction.Connection!.QuerySingleAsync<Run>(
            $"SELECT {Columns} FROM ops.run WHERE id = @id FOR UPDATE", new { id }, transaction);

    public static Task<long> AddAsync(
        NpgsqlTransaction transaction, RunRequest request, long? parent = null, int? step = null) =>
        transaction.Connection!.QuerySingleAsync<long>(
            """
            INSERT INTO ops.run (pipeline, scope, period, parameters, asked_by, code_version, parent_id, step)
            VALUES (@Pipeline, @Scope, @Period, @Parameters::jsonb, @AskedBy, @version, @parent, @step)
            RETURNING id
            """,
            new
            {
                request.Pipeline,
                request.Scope,
                request.Period,
                request.Parameters,
                request.AskedBy,
                version = CodeVersion.Current,
                parent,
                step,
            },
            transaction);

    public static Task StartAsync(NpgsqlTransaction transaction, long id, int chunks, long? watermark,
        string? rulesHash) =>
        transaction.Connection!.ExecuteAsync(
            """
            UPDATE ops.run SET status = 'running', chunks = @chunks, remaining = @chunks, watermark = @watermark,
                   rules_hash = @rulesHash, started_at = clock_timestamp()
             WHERE id = @id
            """,
            new { id, chunks, watermark, rulesHash },
            transaction);

    /// <summary>
    /// One chunk less; true for the last one of a run that has not failed meanwhile. The row stays locked until the
    /// transaction ends.
    /// </summary>
    public static Task<bool> CountDownAsync(NpgsqlTransaction transaction, long id) =>
        transaction.Connection!.QuerySingleAsync<bool>(
            """
            UPDATE ops.run SET remaining = remaining - 1 WHERE id = @id
            RETURNING remaining = 0 AND status = 'running'
            """,
            new { id },
            transaction);

    /// <summary>Ends a run well and lets it supersede the earlier runs of the same scope and period.</summary>
    public static Task EndAsync(NpgsqlTransaction transaction, Run run, RunEnd end) =>
        transaction.Connection!.ExecuteAsync(
            """
            UPDATE ops.run
               SET status = CASE WHEN @Complete THEN 'succeeded' ELSE 'incomplete' END,
                   counts = @Counts::jsonb, note = @Note, ended_at = clock_timestamp()
             WHERE id = @Id;
            UPDATE ops.run SET superseded_by = @Id
             WHERE pipeline = @Pipeline AND scope = @Scope AND period IS NOT DISTINCT FROM @Period
               AND id < @Id AND superseded_by IS NULL AND status IN ('succeeded', 'incomplete');
            """,
            new { end.Complete, end.Counts, end.Note, run.Id, run.Pipeline, run.Scope, run.Period },
            transaction);

    /// <summary>
    /// Ends a run and the runs above it as failed, unless they have ended already. A worker that names its chunk must
    /// still hold it: somebody else may be working on it well by now.
    /// </summary>
    /// <returns>Whether the run has failed by this.</returns>
    public async Task<bool> FailAsync(long id, string kind, string error, CancellationToken cancel, Chunk? chunk = null)
    {
        await using var connection = await database.OpenAsync(cancel);
        return await connection.ExecuteAsync(new CommandDefinition(
            """
            WITH RECURSIVE up AS (
                SELECT id, parent_id FROM ops.run WHERE id = @id
                UNION ALL
                SELECT r.id, r.parent_id FROM ops.run r JOIN up ON r.id = up.parent_id)
            UPDATE ops.run r
               SET status = 'failed', error_kind = @kind, ended_at = clock_timestamp(),
                   error = CASE WHEN r.id = @id THEN @error ELSE 'Step run ' || @id || ' failed: ' || @error END
              FROM up
             WHERE r.id = up.id AND r.status IN ('queued', 'running')
               AND (@no::int IS NULL
                    OR EXISTS (SELECT 1 FROM ops.run_chunk c
                                WHERE c.run_id = @id AND c.no = @no AND c.token = @token AND c.status = 'open'))
            """,
            new { id, kind, error, no = chunk?.No, token = chunk?.Token },
            cancellationToken: cancel)) > 0;
    }

    /// <summary>
    /// Runs that nobody works on: not ended, something to do right now, and not enqueued just before. Each is handed
    /// to one caller only.
    /// </summary>
    public async Task<IReadOnlyList<long>> TakeStrandedAsync(TimeSpan quiet, CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        return (await connection.QueryAsync<long>(new CommandDefinition(
            """
            UPDATE ops.run SET enqueued_at = clock_timestamp()
             WHERE id IN (SELECT r.id FROM ops.run r
                           WHERE r.status IN ('queued', 'running')
                             AND (r.enqueued_at IS NULL OR r.enqueued_at < clock_timestamp() - @quiet)
                             AND (r.status = 'queued'
                                  OR EXISTS (SELECT 1 FROM ops.run_chunk c
                                              WHERE c.run_id = r.id AND c.status = 'open'
                                                AND (c.lease_until IS NULL OR c.lease_until < clock_timestamp())))
                           ORDER BY r.id
                             FOR UPDATE SKIP LOCKED)
            RETURNING id
            """,
            new { quiet },
            cancellationToken: cancel))).AsList();
    }

    public async Task MarkEnqueuedAsync(long id, CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        await connection.ExecuteAsync(new CommandDefinition(
            "UPDATE ops.run SET enqueued_at = clock_timestamp() WHERE id = @id", new { id },
            cancellationToken: cancel));
    }

    public async Task<(int Done, int Total, long RowsIn, long Rejected)> ProgressAsync(long id,
        CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        return await connection.QuerySingleAsync<(int, int, long, long)>(new CommandDefinition(
            """
            SELECT count(*) FILTER (WHERE status = 'done')::int, count(*)::int,
                   coalesce(sum(rows_in), 0)::bigint, coalesce(sum(rejected), 0)::bigint
              FROM ops.run_chunk WHERE run_id = @id
            """,
            new { id },
            cancellationToken: cancel));
    }
}
