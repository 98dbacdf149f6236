using DealerIntegration.Connectors.Contract;
using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Months;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary><c>ops.pull_reach</c>: up to where a dataset was pulled without a gap (取数水位).</summary>
internal static class PullStore
{
    public static async Task<DateTimeOffset?> ReachAsync(
        NpgsqlTransaction transaction, string connector, string dataset, CancellationToken cancel) =>
        (await Sql.QueryAsync<DateTime>(
            transaction,
            "SELECT reached_at FROM ops.pull_reach WHERE connector = @connector AND dataset = @dataset",
            cancel,
            new { connector, dataset }))
        .Select(at => (DateTimeOffset?)new DateTimeOffset(at, TimeSpan.Zero))
        .FirstOrDefault();

    /// <summary>
    /// Moves the reach to the end of a window that was pulled whole. A window that leaves a gap before it, or ends
    /// before it, moves nothing.
    /// </summary>
    /// <param name="first">Where a dataset's first pull begins; null: with its oldest document.</param>
    public static Task AdvanceAsync(
        NpgsqlTransaction transaction, string connector, string dataset, Window window, DateTimeOffset? first, long run,
        CancellationToken cancel) =>
        window.To is not { } to ? Task.CompletedTask : Sql.ExecuteAsync(
            transaction,
            """
            INSERT INTO ops.pull_reach AS r (connector, dataset, reached_at, run_id)
            SELECT @connector, @dataset, @to, @run
             WHERE @from::timestamptz IS NULL OR @from <= @first
                OR EXISTS (SELECT 1 FROM ops.pull_reach WHERE connector = @connector AND dataset = @dataset)
            ON CONFLICT (connector, dataset) DO UPDATE SET reached_at = excluded.reached_at, run_id = excluded.run_id
             WHERE r.reached_at < excluded.reached_at AND (@from::timestamptz IS NULL OR @from <= r.reached_at)
            """,
            cancel,
            new
            {
                connector,
                dataset,
                to = to.UtcDateTime,
                from = window.From?.UtcDateTime,
                first = first?.UtcDateTime,
                run,
            });

    /// <summary>
    /// What keeps a period from being closed: a dataset whose last pull failed or was incomplete, unless it was of a
    /// window, a file or an address that a person named; and one pulled in windows that was not pulled to the end
    /// of the period.
    /// </summary>
    public static Task<IReadOnlyList<OpenPull>> OpenAsync(
        NpgsqlTransaction transaction, Period period, CancellationToken cancel) =>
        Sql.QueryAsync<OpenPull>(
            transaction,
            """
            SELECT scope AS "Scope", id AS "Run", coalesce(error, note, status) AS "Why"
              FROM (SELECT DISTINCT ON (scope) scope, id, status, note, error FROM ops.run
                     WHERE pipeline = 'import' AND status IN ('succeeded', 'incomplete', 'failed')
                       AND parameters ->> 'from' IS NULL AND parameters ->> 'to' IS NULL
                       AND parameters ->> 'file' IS NULL AND parameters ->> 'address' IS NULL
                     ORDER BY scope, id DESC) last
             WHERE status <> 'succeeded'
            UNION ALL
            SELECT connector || '/' || dataset, run_id,
                   'it was pulled up to ' || to_char(reached_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI') || ' UTC only'
              FROM ops.pull_reach WHERE reached_at < @end
             ORDER BY 1
            """,
            cancel,
            new { end = period.Next.Start.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc) });
}
