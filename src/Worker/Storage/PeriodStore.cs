using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Months;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary><c>ops.period_event</c>: the life of each period; the last event is its state.</summary>
internal static class PeriodStore
{
    private const string Columns =
        """
        no AS "No", state AS "State", actor AS "Actor", reason AS "Reason", watermark AS "Watermark",
        evidence::text AS "Evidence", at AS "At"
        """;

    private const string LastEvents =
        "SELECT DISTINCT ON (period) period, state, watermark, at FROM ops.period_event ORDER BY period, no DESC";

    /// <summary>Oldest first.</summary>
    public static async Task<IReadOnlyList<PeriodEvent>> EventsAsync(
        NpgsqlTransaction transaction, Period period, CancellationToken cancel) =>
        [.. (await Sql.QueryAsync<Row>(
            transaction,
            $"SELECT {Columns} FROM ops.period_event WHERE period = @period ORDER BY no",
            cancel,
            new { period = period.ToString() })).Select(row => row.ToEvent())];

    /// <summary>The step that holds; null while nothing happened in the period.</summary>
    public static async Task<PeriodEvent?> LastAsync(
        NpgsqlTransaction transaction, Period period, CancellationToken cancel) =>
        (await Sql.QueryAsync<Row>(
            transaction,
            $"SELECT {Columns} FROM ops.period_event e WHERE period = @period ORDER BY e.no DESC LIMIT 1",
            cancel,
            new { period = period.ToString() })).SingleOrDefault()?.ToEvent();

    public static async Task<PeriodState> StateAsync(
        NpgsqlTransaction transaction, Period period, CancellationToken cancel) =>
        (await LastAsync(transaction, period, cancel))?.State ?? PeriodState.Open;

    /// <summary>The state of the business at the close that holds; null while the period is not closed.</summary>
    public static async Task<long?> ClosedWatermarkAsync(
        NpgsqlTransaction transaction, Period period, CancellationToken cancel) =>
        await LastAsync(transaction, period, cancel) is { State: PeriodState.Closed } close ? close.Watermark : null;

    /// <summary>The same as it stood at an earlier instant.</summary>
    public static async Task<long?> ClosedWatermarkAsync(
        NpgsqlTransaction transaction, Period period, DateTime at, CancellationToken cancel) =>
        (await EventsAsync(transaction, period, cancel)).LastOrDefault(e => e.At <= at) is
        { State: PeriodState.Closed } close ? close.Watermark : null;

    /// <summary>
    /// Adds the step after the last one. Two automatic steps at the same moment are one: the second adds nothing.
    /// </summary>
    public static async Task<bool> AddAsync(
        NpgsqlTransaction transaction, Period period, PeriodState state, PeriodStep step, CancellationToken cancel) =>
        await Sql.ExecuteAsync(
            transaction,
            """
            INSERT INTO ops.period_event (period, no, state, actor, reason, watermark, evidence)
            SELECT @period, coalesce(max(no), 0) + 1, @state, @Actor, @Reason, @Watermark, @Evidence::jsonb
              FROM ops.period_event WHERE period = @period
            ON CONFLICT (period, no) DO NOTHING
            """,
            cancel,
            new { period = period.ToString(), state = TextOf(state), step.Actor, step.Reason, step.Watermark,
                step.Evidence }) == 1;

    /// <summary>Closed periods after this one, the next first.</summary>
    public static async Task<IReadOnlyList<Period>> LaterClosedAsync(
        NpgsqlTransaction transaction, Period period, CancellationToken cancel) =>
        [.. (await Sql.QueryAsync<string>(
            transaction,
            $"SELECT period FROM ({LastEvents}) e WHERE period > @period AND state = 'closed' ORDER BY period",
            cancel,
            new { period = period.ToString() })).Select(Period.Parse)];

    /// <summary>Periods before this one that were begun and are not closed.</summary>
    public static async Task<IReadOnlyList<Period>> EarlierOpenAsync(
        NpgsqlTransaction transaction, Period period, CancellationToken cancel) =>
        [.. (await Sql.QueryAsync<string>(
            transaction,
            $"""
            SELECT k.period
              FROM (SELECT period FROM ops.period_event
                    UNION
                    SELECT period FROM ops.run
                     WHERE pipeline = 'reconcile' AND status IN ('succeeded', 'incomplete') AND period < @period
                       AND coalesce(parameters ->> 'dryRun', 'false') <> 'true') k
              LEFT JOIN ({LastEvents}) e USING (period)
             WHERE k.period < @period AND e.state IS DISTINCT FROM 'closed'
             ORDER BY k.period
            """,
            cancel,
            new { period = period.ToString() })).Select(Period.Parse)];

    /// <summary>Every period that a month's work was done in, the newest first.</summary>
    public static async Task<IReadOnlyList<KnownPeriod>> AllAsync(
        NpgsqlTransaction transaction, CancellationToken cancel) =>
        [.. (await Sql.QueryAsync<(string Period, string? State, DateTime? Since)>(
            transaction,
            $"""
            SELECT k.period, e.state, e.at
              FROM (SELECT period FROM ops.period_event UNION SELECT period FROM ops.run WHERE period IS NOT NULL) k
              LEFT JOIN ({LastEvents}) e USING (period)
             ORDER BY k.period DESC
            """,
            cancel)).Select(row => new KnownPeriod(Period.Parse(row.Period), StateOf(row.State), row.Since))];

    private static string TextOf(PeriodState state) => state switch
    {
        PeriodState.Reconciling => "reconciling",
        PeriodState.Agreed => "agreed",
        PeriodState.Closed => "closed",
        _ => "open",
    };

    private static PeriodState StateOf(string? text) => text switch
    {
        "reconciling" => PeriodState.Reconciling,
        "agreed" => PeriodState.Agreed,
        "closed" => PeriodState.Closed,
        _ => PeriodState.Open,
    };

    private sealed record Row(
        int No, string State, string Actor, string? Reason, long? Watermark, string Evidence, DateTime At)
    {
        public PeriodEvent ToEvent() => new(No, StateOf(State), Actor, Reason, Watermark, Evidence, At);
    }
}

/// <summary>Who takes a step in the life of a period, why, on what state of the business and with what proof.</summary>
internal sealed record PeriodStep(string Actor, string? Reason, long? Watermark, string Evidence = "{}");
