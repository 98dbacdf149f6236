using Dapper;

namespace DealerIntegration.Worker.Storage;

/// <summary>What the dashboard's pages read. Nothing here writes.</summary>
internal sealed class DashboardQueries(Database database)
{
    private const string RunColumns =
        """
        r.id, r.pipeline, r.scope, r.period, r.parent_id AS parentId, r.step, r.status, r.note, r.asked_by AS askedBy,
        r.superseded_by AS supersededBy, r.created_at AS createdAt, r.started_at AS startedAt, r.ended_at AS endedAt,
        extract(epoch FROM coalesce(r.ended_at, clock_timestamp()) - r.started_at)::numeric(12, 1) AS seconds,
        c.done, c.total, c.rows_in AS rowsIn, c.rejected
        """;

    private const string Progress =
        """
        CROSS JOIN LATERAL (
            SELECT count(*) FILTER (WHERE k.status = 'done')::int AS done, count(*)::int AS total,
                   coalesce(sum(k.rows_in), 0)::bigint AS rows_in, coalesce(sum(k.rejected), 0)::bigint AS rejected
              FROM ops.run_chunk k WHERE k.run_id = r.id) c
        """;

    /// <summary>A page of runs that are no steps, newest first, each followed by its steps in order.</summary>
    public Task<IReadOnlyList<RunLine>> RunsAsync(long? before, int count, CancellationToken cancel) =>
        ListAsync<RunLine>(
        $"""
        WITH head AS (
            SELECT id FROM ops.run
             WHERE parent_id IS NULL AND (@before::bigint IS NULL OR id < @before)
             ORDER BY id DESC LIMIT @count)
        SELECT {RunColumns}
          FROM ops.run r {Progress}
         WHERE r.id IN (SELECT id FROM head) OR r.parent_id IN (SELECT id FROM head)
         ORDER BY coalesce(r.parent_id, r.id) DESC, r.step NULLS FIRST, r.id
        """,
        new { before, count },
        cancel);

    /// <summary>The last runs that worked in a period, steps of a month as lines of their own.</summary>
    public Task<IReadOnlyList<RunLine>> RunsOfAsync(
        string period, IReadOnlyList<string> pipelines, int count, CancellationToken cancel) => ListAsync<RunLine>(
        $"""
        SELECT {RunColumns} FROM ops.run r {Progress}
         WHERE r.period = @period AND r.pipeline = ANY(@pipelines) ORDER BY r.id DESC LIMIT @count
        """,
        new { period, pipelines = pipelines.ToArray(), count },
        cancel);

    /// <summary>A run and its steps in order; empty when there is no such run.</summary>
    public Task<IReadOnlyList<RunLine>> FamilyAsync(long id, CancellationToken cancel) => ListAsync<RunLine>(
        $"""
        SELECT {RunColumns} FROM ops.run r {Progress}
         WHERE r.id = @id OR r.parent_id = @id ORDER BY r.id <> @id, r.step, r.id
        """,
        new { id },
        cancel);

    public async Task<RunFacts?> FactsAsync(long id, CancellationToken cancel) => (await ListAsync<RunFacts>(
        """
        SELECT parameters::text AS parameters, counts::text AS counts, watermark, rules_hash AS rulesHash,
               code_version AS codeVersion, error_kind AS errorKind, error
          FROM ops.run WHERE id = @id
        """,
        new { id },
        cancel)).SingleOrDefault();

    public async Task<CertificateLine?> CertificateAsync(long run, CancellationToken cancel) =>
        (await ListAsync<CertificateLine>(
            """
            SELECT connector, dataset, complete, source_total AS sourceTotal, tally::text AS tally, remarks
              FROM ops.certificate WHERE run_id = @run
            """,
            new { run },
            cancel)).SingleOrDefault();

    /// <summary>Open chunks first, then those that took several attempts, then the rest.</summary>
    public Task<IReadOnlyList<ChunkLine>> ChunksAsync(long run, int count, CancellationToken cancel) =>
        ListAsync<ChunkLine>(
            """
            SELECT no, status, left(content::text, 200) AS content, rows_in AS rowsIn, rejected, attempts,
                   claimed_by AS claimedBy, error, started_at AS startedAt,
                   extract(epoch FROM coalesce(ended_at, clock_timestamp()) - started_at)::numeric(12, 1) AS seconds
              FROM ops.run_chunk WHERE run_id = @run
             ORDER BY status = 'done', attempts DESC, no LIMIT @count
            """,
            new { run, count },
            cancel);

    public async Task<(long Total, IReadOnlyList<RejectedLine> First)> RejectedAsync(
        long run, int count, CancellationToken cancel)
    {
        var total = (await ListAsync<long>(
            "SELECT count(*) FROM ops.rejected_row WHERE run_id = @run", new { run }, cancel)).Single();
        var first = await ListAsync<RejectedLine>(
            """
            SELECT dataset, key, file, sheet, row_no AS row, col AS "column", left(value, 200) AS value, code,
                   concat_ws(' ', message_zh, message) AS message, concat_ws(' ', remedy_zh, remedy) AS remedy
              FROM ops.rejected_row WHERE run_id = @run ORDER BY id LIMIT @count
            """,
            new { run, count },
            cancel);
        return (total, first);
    }

    /// <summary>Events that a run took in and that look like others: nothing was merged.</summary>
    public async Task<(long Total, IReadOnlyList<SuspectedEvent> First)> SuspectedEventsAsync(
        long run, int count, CancellationToken cancel)
    {
        var total = (await ListAsync<long>(
            "SELECT count(*) FROM result.suspected_event WHERE run_id = @run", new { run }, cancel)).Single();
        var first = await ListAsync<SuspectedEvent>(
            """
            SELECT reason AS "Reason", place AS "Place", other_place AS "OtherPlace" FROM result.suspected_event
             WHERE run_id = @run ORDER BY place, other_place LIMIT @count
            """,
            new { run, count },
            cancel);
        return (total, first);
    }

    /// <summary>
    /// Result files of a run, numbered from 1 by path. The numbers hold once the run has ended: it adds no more files.
    /// </summary>
    public async Task<(long Total, IReadOnlyList<FileLine> First)> FilesAsync(
        long run, int count, CancellationToken cancel)
    {
        var total = (await ListAsync<long>(
            "SELECT count(*) FROM delivery.file WHERE run_id = @run", new { run }, cancel)).Single();
        var first = await ListAsync<FileLine>(
            $"{NumberedFiles} ORDER BY no LIMIT @count", new { run, count }, cancel);
        return (total, first);
    }

    /// <summary>One file of a run that has ended; null: there is none of that number.</summary>
    public async Task<FileLine?> FileAsync(long run, long no, CancellationToken cancel) => (await ListAsync<FileLine>(
        $"""
        SELECT * FROM ({NumberedFiles}) f
         WHERE no = @no
           AND EXISTS (SELECT 1 FROM ops.run WHERE id = @run AND status IN ('succeeded', 'incomplete', 'failed'))
        """,
        new { run, no },
        cancel)).SingleOrDefault();

    /// <summary>The last pull of every dataset, and which fields of its source came or went unaccepted.</summary>
    public Task<IReadOnlyList<PullLine>> PullsAsync(CancellationToken cancel) => ListAsync<PullLine>(
        """
        SELECT last.*, p.reached_at AS reachedAt, f.missing, f.appeared
          FROM (SELECT DISTINCT ON (scope) scope, id AS run, status, coalesce(error, note) AS note,
                       ended_at AS endedAt, coalesce((counts ->> 'gone')::bigint, 0) AS gone,
                       coalesce((counts ->> 'kept')::bigint, 0) AS kept
                  FROM ops.run WHERE pipeline = 'import' ORDER BY scope, id DESC) last
          LEFT JOIN ops.pull_reach p ON p.connector || '/' || p.dataset = last.scope
          LEFT JOIN (SELECT connector || '/' || dataset AS scope,
                            string_agg(path, ', ' ORDER BY path) FILTER (WHERE status = 'missing') AS missing,
                            string_agg(path, ', ' ORDER BY path) FILTER (WHERE status = 'new') AS appeared
                       FROM ops.source_field WHERE status <> 'known' GROUP BY 1) f ON f.scope = last.scope
         ORDER BY last.scope
        """,
        new { },
        cancel);

    /// <summary>A run of the same request that has not ended yet.</summary>
    public async Task<long?> OpenRunAsync(string pipeline, string scope, string? period, CancellationToken cancel) =>
        (await ListAsync<long?>(
            """
            SELECT max(id) FROM ops.run
             WHERE pipeline = @pipeline AND scope = @scope AND period IS NOT DISTINCT FROM @period
               AND status IN ('queued', 'running')
            """,
            new { pipeline, scope, period },
            cancel)).Single();

    /// <summary>True when a Hangfire server of that name has said since then that it lives.</summary>
    /// <param name="serverPrefix">Beginning of its id: machine and process.</param>
    /// <param name="since">By the clock of the server's own machine.</param>
    /// <param name="cancel">Gives up waiting.</param>
    public async Task<bool> HasServerAsync(string serverPrefix, DateTimeOffset since, CancellationToken cancel) =>
        (await ListAsync<bool>(
            """
            SELECT EXISTS (SELECT 1 FROM hangfire.server
                            WHERE starts_with(lower(id), lower(@serverPrefix))
                              AND lastheartbeat > now() - interval '2 minutes'
                              AND (data ->> 'StartedAt')::timestamptz >= @since)
            """,
            new { serverPrefix, since = since.UtcDateTime },
            cancel)).Single();

    private const string NumberedFiles =
        """
        SELECT row_number() OVER (ORDER BY path COLLATE "C") AS no, dealer_code AS dealerCode, kind, path
          FROM delivery.file WHERE run_id = @run
        """;

    private async Task<IReadOnlyList<T>> ListAsync<T>(string sql, object parameters, CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        var command = new CommandDefinition(sql, parameters, cancellationToken: cancel);
        return (await connection.QueryAsync<T>(command)).AsList();
    }
}
