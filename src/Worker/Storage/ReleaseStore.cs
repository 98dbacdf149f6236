using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Months;
using DealerIntegration.Worker.Rebates;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary><c>delivery.release</c>, and what of the prepared settlements may be released.</summary>
internal static class ReleaseStore
{
    private const string InPart =
        """
        run_id = @Settlement AND (@Policy::text IS NULL OR policy = @Policy)
           AND (@Dealer::text IS NULL OR dealer_code = @Dealer)
        """;

    public static async Task<PreparedRun?> FindAsync(
        NpgsqlTransaction transaction, long run, CancellationToken cancel) =>
        (await Sql.QueryAsync<PreparedRun>(
            transaction,
            """
            SELECT id AS "Id", period AS "Period", scope AS "Scope", status AS "Status", asked_by AS "PreparedBy"
              FROM ops.run
             WHERE id = @run AND pipeline = 'settle' AND period IS NOT NULL
               AND coalesce(parameters ->> 'dryRun', 'false') <> 'true'
            """,
            cancel,
            new { run })).SingleOrDefault();

    /// <summary>How many results of a part stand where.</summary>
    public static Task<IReadOnlyList<StateCount>> StatesAsync(
        NpgsqlTransaction transaction, ReleasePart part, CancellationToken cancel) =>
        Sql.QueryAsync<StateCount>(
            transaction,
            $"""
            SELECT state AS "State", count(*)::int AS "Count", max(newer) AS "Newer"
              FROM delivery.settlement_line WHERE {InPart} GROUP BY state ORDER BY state
            """,
            cancel,
            part);

    /// <summary>Dealers with something to release, in order.</summary>
    public static Task<IReadOnlyList<string>> DealersAsync(
        NpgsqlTransaction transaction, ReleasePart part, CancellationToken cancel) =>
        Sql.QueryAsync<string>(
            transaction,
            $"""
            SELECT DISTINCT dealer_code FROM delivery.settlement_line
             WHERE {InPart} AND state = 'prepared' ORDER BY dealer_code
            """,
            cancel,
            part);

    /// <summary>Of each dealer the last settlement of a month that looked at it, alone or with all others.</summary>
    /// <param name="transaction">Reads only.</param>
    /// <param name="month">The month that was settled.</param>
    /// <param name="dealers">Null: all that have a result.</param>
    /// <param name="cancel">Stops reading.</param>
    /// <returns>By dealer; and whether all of it is released: before, what was settled is not the dealer's.</returns>
    public static Task<IReadOnlyList<(string Dealer, long Settlement, bool IsReleased)>> LatestAsync(
        NpgsqlTransaction transaction, Period month, IReadOnlyList<string>? dealers, CancellationToken cancel) =>
        Sql.QueryAsync<(string Dealer, long Settlement, bool IsReleased)>(
            transaction,
            """
            WITH settled AS (
                SELECT id, scope FROM ops.run
                 WHERE pipeline = 'settle' AND period = @month AND status IN ('succeeded', 'incomplete')
                   AND coalesce(parameters ->> 'dryRun', 'false') <> 'true'),
            last AS (
                SELECT d.dealer_code, max(s.id) AS run
                  FROM (SELECT DISTINCT r.dealer_code FROM settled JOIN result.rebate r ON r.run_id = settled.id
                         WHERE @dealers::text[] IS NULL OR r.dealer_code = ANY(@dealers)) d
                  JOIN settled s ON s.scope IN ('', d.dealer_code)
                 GROUP BY d.dealer_code)
            SELECT l.dealer_code, l.run, NOT EXISTS (
                       SELECT 1 FROM delivery.settlement_line x
                        WHERE x.run_id = l.run AND x.dealer_code = l.dealer_code AND x.state <> 'released')
              FROM last l ORDER BY l.dealer_code
            """,
            cancel,
            new { month = month.ToString(), dealers = dealers?.ToArray() });

    /// <summary>What may be posted now; the caller holds the dealers' accounts.</summary>
    public static Task<IReadOnlyList<PreparedRebate>> PreparedAsync(
        NpgsqlTransaction transaction, ReleasePart part, IReadOnlyList<string> dealers, CancellationToken cancel) =>
        Sql.QueryAsync<PreparedRebate>(
            transaction,
            $"""
            SELECT policy AS "Policy", version AS "Version", dealer_code AS "DealerCode", period AS "Period",
                   currency AS "Currency", payable AS "Payable", payout AS "Payout", payout_months AS "PayoutMonths",
                   payout_product AS "PayoutProduct", postings AS "Postings", goods_due::text AS "GoodsText"
              FROM delivery.settlement_line
             WHERE {InPart} AND state = 'prepared' AND dealer_code = ANY(@dealers)
             ORDER BY dealer_code, policy, period
            """,
            cancel,
            new { part.Settlement, part.Policy, part.Dealer, dealers = dealers.ToArray() });

    /// <summary>A user's role as it is now; null: there is no such user.</summary>
    public static async Task<string?> RoleAsync(
        NpgsqlTransaction transaction, string user, CancellationToken cancel) =>
        (await Sql.QueryAsync<string>(
            transaction, "SELECT role FROM ops.dashboard_user WHERE name = @user", cancel, new { user }))
        .SingleOrDefault();

    public static Task ReleaseAsync(
        NpgsqlTransaction transaction, ReleasePart part, string preparedBy, string by, long run,
        CancellationToken cancel) =>
        Sql.ExecuteAsync(
            transaction,
            """
            INSERT INTO delivery.release (settle_run, prepared_by, verdict, decided_by, policy, dealer_code, run_id)
            VALUES (@Settlement, @preparedBy, 'released', @by, @Policy, @Dealer, @run)
            """,
            cancel,
            new { part.Settlement, part.Policy, part.Dealer, preparedBy, by, run });

    public static Task RejectAsync(
        NpgsqlTransaction transaction, PreparedRun run, string by, string reason, CancellationToken cancel) =>
        Sql.ExecuteAsync(
            transaction,
            """
            INSERT INTO delivery.release (settle_run, prepared_by, verdict, decided_by, reason)
            VALUES (@Id, @PreparedBy, 'rejected', @by, @reason)
            """,
            cancel,
            new { run.Id, run.PreparedBy, by, reason });

    /// <summary>The release that a run carries out.</summary>
    public static async Task<long> OfRunAsync(NpgsqlTransaction transaction, long run, CancellationToken cancel) =>
        (await Sql.QueryAsync<long>(
            transaction, "SELECT id FROM delivery.release WHERE run_id = @run", cancel, new { run })).Single();

    public static async Task<ReleaseSummary> SummariseAsync(
        NpgsqlTransaction transaction, long run, CancellationToken cancel) =>
        (await Sql.QueryAsync<ReleaseSummary>(
            transaction,
            """
            SELECT count(*)::int AS "Postings", count(DISTINCT dealer_code)::int AS "Dealers",
                   coalesce(sum(amount), 0) AS "Posted", count(outbox_key) FILTER (WHERE units = 0)::int AS "Notes",
                   count(*) FILTER (WHERE units = 0 AND outbox_key IS NULL)::int AS "Pooled",
                   coalesce(sum(units), 0) AS "Units"
              FROM delivery.posting WHERE run_id = @run
            """,
            cancel,
            new { run })).Single();

    /// <summary>Settlements of a period, or the last ones of all, the newest first.</summary>
    public static Task<IReadOnlyList<SettlementOverview>> OverviewAsync(
        NpgsqlTransaction transaction, Period? period, int most, CancellationToken cancel) =>
        Sql.QueryAsync<SettlementOverview>(
            transaction, Sql.Query("settlements"), cancel, new { period = period?.ToString(), most });

    /// <summary>Settlements that keep a period from being closed: not decided, rejected, or outdated.</summary>
    public static Task<IReadOnlyList<WaitingSettlement>> WaitingAsync(
        NpgsqlTransaction transaction, Period period, CancellationToken cancel) =>
        Sql.QueryAsync<WaitingSettlement>(
            transaction,
            """
            SELECT l.run_id AS "Run", l.prepared_by AS "PreparedBy", l.state AS "State", l.currency AS "Currency",
                   count(*)::int AS "Count", sum(l.payable) AS "Amount",
                   max(v.decided_by || ': ' || v.reason) AS "Why"
              FROM delivery.settlement_line l
              LEFT JOIN delivery.release v ON v.settle_run = l.run_id AND v.verdict = 'rejected'
             WHERE l.month = @period AND l.state IN ('prepared', 'rejected', 'outdated')
             GROUP BY l.run_id, l.prepared_by, l.state, l.currency
             ORDER BY l.run_id, l.state, l.currency
            """,
            cancel,
            new { period = period.ToString() });
}
