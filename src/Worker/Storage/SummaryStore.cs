using DealerIntegration.Domain.Values;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>Reads a month's figures in one transaction, so that they belong together.</summary>
internal static class SummaryStore
{
    private const int MostNotices = 20;

    public static Task<MonthFigures> ReadAsync(Database database, Period period, CancellationToken cancel) =>
        database.InTransactionAsync((_, transaction) => ReadAsync(transaction, period, cancel), cancel);

    private static async Task<MonthFigures> ReadAsync(NpgsqlTransaction transaction, Period period,
        CancellationToken cancel)
    {
        // The latest month run with its steps; a month worked by single commands has none and shows every latest run.
        var month = (await Sql.QueryAsync<long?>(
            transaction,
            "SELECT max(id) FROM ops.run WHERE pipeline = 'month' AND period = @period",
            cancel,
            new { period = period.ToString() })).Single();
        var which = new { month, period = period.ToString() };
        var reconciled = await LatestIdAsync(transaction, "reconcile", period, cancel);
        var settled = await LatestIdAsync(transaction, "settle", period, cancel);
        var matched = await LatestIdAsync(transaction, "match-diversion", period, cancel);
        var (matchedAmount, residual) = (await Sql.QueryAsync<(decimal, decimal)>(
            transaction,
            """
            SELECT coalesce(sum(matched), 0), coalesce(sum(abs(residual)), 0)
              FROM result.reconciliation WHERE run_id = @reconciled
            """,
            cancel,
            new { reconciled })).Single();
        var (earned, payable) = (await Sql.QueryAsync<(decimal, decimal)>(
            transaction,
            "SELECT coalesce(sum(earned), 0), coalesce(sum(payable), 0) FROM result.rebate WHERE run_id = @settled",
            cancel,
            new { settled })).Single();
        var breaks = await BreaksAsync(transaction, reconciled, cancel);
        return new MonthFigures
        {
            Period = period.ToString(),
            Runs = await RunsAsync(transaction, which, cancel),
            Certificates = await CertificatesAsync(transaction, which, cancel),
            Orders = await OrdersAsync(transaction, which, cancel),
            Breaks = breaks,
            MatchedAmount = matchedAmount,
            BrokenByCause = breaks.GroupBy(b => b.Cause ?? "Unexplained").OrderBy(g => g.Key, StringComparer.Ordinal)
                .ToDictionary(g => g.Key, g => g.Sum(b => Math.Abs(b.Amount))),
            Residual = residual,
            IncompleteDealers = await Sql.QueryAsync<string>(
                transaction,
                """
                SELECT dealer_code FROM result.reconciliation
                 WHERE run_id = @reconciled AND status = 'incomplete' ORDER BY 1
                """,
                cancel,
                new { reconciled }),
            Goods = await GoodsFigures.OfAsync(transaction, period, cancel),
            Earned = earned,
            Payable = payable,
            Cases = await CasesAsync(transaction, matched, cancel),
            Observations = await ObservationsAsync(transaction, matched, cancel),
            Scans = await ScansAsync(transaction, matched, cancel),
            Pushes = await PushesAsync(transaction, cancel),
            Pushed = await PushedAsync(transaction, which, cancel),
            Notices = await OutboxStore.NoticesAsync(transaction, MostNotices, cancel),
        };
    }

    private static async Task<long?> LatestIdAsync(
        NpgsqlTransaction transaction, string pipeline, Period period, CancellationToken cancel) =>
        (await RunStore.LatestAsync(transaction, pipeline, "", period, cancel))?.Id;

    private static Task<IReadOnlyList<RunFigure>> RunsAsync(
        NpgsqlTransaction transaction, object which, CancellationToken cancel) =>
        Sql.QueryAsync<RunFigure>(
            transaction,
            """
            SELECT r.id AS "Id", r.pipeline AS "Pipeline", r.scope AS "Scope", r.status AS "Status",
                   coalesce(round(extract(epoch FROM r.ended_at - r.started_at), 3), 0) AS "Seconds",
                   coalesce(c.rows_in, 0)::bigint AS "RowsIn", coalesce(c.rejected, 0)::bigint AS "Rejected",
                   coalesce(r.error, r.note) AS "Note"
              FROM ops.run r
              LEFT JOIN (SELECT run_id, sum(rows_in) AS rows_in, sum(rejected) AS rejected
                           FROM ops.run_chunk GROUP BY run_id) c ON c.run_id = r.id
             WHERE r.parent_id = @month OR (@month IS NULL AND r.period = @period)
             ORDER BY r.id
            """,
            cancel,
            which);

    private static Task<IReadOnlyList<CertificateFigure>> CertificatesAsync(
        NpgsqlTransaction transaction, object which, CancellationToken cancel) =>
        Sql.QueryAsync<CertificateFigure>(
            transaction,
            """
            SELECT c.connector AS "Connector", c.dataset AS "Dataset", c.complete AS "Complete",
                   (c.tally ->> 'lines')::bigint AS "Read", (c.tally ->> 'acceptedLines')::bigint AS "Accepted",
                   (c.tally ->> 'rejectedLines')::bigint AS "Rejected", c.source_total AS "SourceTotal",
                   c.gone AS "Gone", c.remarks AS "Notes"
              FROM ops.certificate c JOIN ops.run r ON r.id = c.run_id
             WHERE r.parent_id = @month ORDER BY r.id
            """,
            cancel,
            which);

    private static async Task<OrderFigures> OrdersAsync(
        NpgsqlTransaction transaction, object which, CancellationToken cancel) =>
        (await Sql.QueryAsync<OrderFigures>(
            transaction,
            """
            SELECT (count(*) FILTER (WHERE a.accepted))::int AS "Accepted",
                   (count(*) FILTER (WHERE NOT a.accepted))::int AS "Refused",
                   (count(*) FILTER (WHERE o.status = 'done'))::int AS "Pushed"
              FROM result.order_answer a
              LEFT JOIN delivery.outbox o ON o.kind = 'sales-order' AND o.key = a.outbox_key
             WHERE a.run_id IN (SELECT id FROM ops.run WHERE period = @period)
            """,
            cancel,
            which)).Single();

    private static Task<IReadOnlyList<BreakFigure>> BreaksAsync(
        NpgsqlTransaction transaction, long? reconciled, CancellationToken cancel) =>
        Sql.QueryAsync<BreakFigure>(
            transaction,
            """
            SELECT dealer_code AS "Dealer", reference AS "Reference", kind AS "Kind", cause AS "Cause",
            amount AS "Amount",
                   evidence AS "Evidence"
              FROM result.break WHERE run_id = @reconciled ORDER BY dealer_code, no
            """,
            cancel,
            new { reconciled });

    private static async Task<IReadOnlyList<CaseFigure>> CasesAsync(
        NpgsqlTransaction transaction, long? matched, CancellationToken cancel)
    {
        var rows = await Sql.QueryAsync<(string Number, string Dealer, string Product, string Area, int Scans,
            string Severity, string[] Codes)>(
            transaction,
            """
            SELECT c.number, c.dealer_code, c.product_code, c.area_code, cardinality(c.event_ids), c.severity,
                   ARRAY(SELECT DISTINCT v.code FROM result.scan_verdict v
                          WHERE v.run_id = c.run_id AND v.event_id = ANY(c.event_ids)
                            AND v.dealer_code = c.dealer_code AND v.product_code = c.product_code ORDER BY 1)
              FROM result.diversion_case c
             WHERE c.run_id = @matched AND c.standing = 'case' ORDER BY c.number
            """,
            cancel,
            new { matched });
        return [.. rows.Select(r =>
            new CaseFigure(r.Number, r.Dealer, r.Product, r.Area, r.Scans, r.Severity, r.Codes))];
    }

    private static async Task<int> ObservationsAsync(
        NpgsqlTransaction transaction, long? matched, CancellationToken cancel) =>
        (await Sql.QueryAsync<int>(
            transaction,
            "SELECT count(*)::int FROM result.diversion_case WHERE run_id = @matched AND standing = 'observation'",
            cancel,
            new { matched })).Single();

    private static Task<IReadOnlyList<ScanFigure>> ScansAsync(
        NpgsqlTransaction transaction, long? matched, CancellationToken cancel) =>
        Sql.QueryAsync<ScanFigure>(
            transaction,
            """
            SELECT verdict AS "Verdict", decided_by AS "DecidedBy", count(*)::int AS "Scans"
              FROM result.scan_verdict WHERE run_id = @matched GROUP BY 1, 2 ORDER BY 1, 2
            """,
            cancel,
            new { matched });

    private static async Task<PushSummary> PushesAsync(NpgsqlTransaction transaction, CancellationToken cancel) =>
        (await Sql.QueryAsync<PushSummary>(
            transaction,
            """
            SELECT (count(*) FILTER (WHERE status = 'done'))::int AS "Done",
                   (count(*) FILTER (WHERE status = 'refused'))::int AS "Refused",
                   (count(*) FILTER (WHERE status IN ('unknown', 'pending')))::int AS "Unknown"
              FROM delivery.outbox WHERE kind <> 'upload-reply'
            """,
            cancel)).Single();

    private static async Task<int> PushedAsync(NpgsqlTransaction transaction, object which, CancellationToken cancel) =>
        (await Sql.QueryAsync<int>(
            transaction,
            """
            SELECT count(*)::int FROM delivery.outbox o JOIN ops.run r ON r.id = o.ended_by_run
             WHERE o.status = 'done' AND o.kind <> 'upload-reply' AND r.parent_id = @month
            """,
            cancel,
            which)).Single();
}
