using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Months;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>Reads what decides about the close of a period, from the ledgers of every part of the hub.</summary>
internal static class PeriodFactsStore
{
    public static async Task<PeriodFacts> LoadAsync(
        NpgsqlTransaction transaction, Period period, IStatementStandings standings, DateOnly today,
        CancellationToken cancel)
    {
        var settled = await RunsOfAsync(transaction, "settle", period, cancel);
        var unsettled = settled is null ? [] : await UnseenAsync(transaction, period, books: false, cancel);
        var reconciled = await RunsOfAsync(transaction, "reconcile", period, cancel);
        return new PeriodFacts
        {
            Period = period,
            Reconciled = reconciled,
            Settled = settled,
            Dealers = await DealersAsync(transaction, cancel),
            UnseenByReconcile = reconciled is null ? [] : await UnseenAsync(transaction, period, books: true, cancel),
            UnseenBySettle = unsettled,
            Standings = await standings.OfAsync(transaction, period, today, cancel),
            Waiting = await ReleaseStore.WaitingAsync(transaction, period, cancel),
            Pushes = await Sql.QueryAsync<OpenPush>(
                transaction, Sql.Query("period-pushes"), cancel, new { period = period.ToString() }),
            Pulls = await PullStore.OpenAsync(transaction, period, cancel),
            Uploads = await RefusedUploadsAsync(transaction, period, cancel),
            Runs = await OpenRunsAsync(transaction, period, cancel),
            EarlierOpen = await PeriodStore.EarlierOpenAsync(transaction, period, cancel),
        };
    }

    /// <summary>By dealer the result of the last reconciliation of the period that covered it.</summary>
    public static async Task<IReadOnlyList<StoredReconciliation>> DealersAsync(
        NpgsqlTransaction transaction, Period period, CancellationToken cancel)
    {
        await RunsOfAsync(transaction, "reconcile", period, cancel);
        return await DealersAsync(transaction, cancel);
    }

    /// <summary>Now, by the database's clock, in UTC.</summary>
    public static async Task<DateTime> NowAsync(NpgsqlTransaction transaction, CancellationToken cancel) =>
        (await Sql.QueryAsync<DateTime>(transaction, "SELECT clock_timestamp()", cancel)).Single();

    private static async Task<long?> RunsOfAsync(
        NpgsqlTransaction transaction, string pipeline, Period period, CancellationToken cancel)
    {
        await Sql.ExecuteAsync(transaction, "DROP TABLE IF EXISTS period_run", cancel);
        await Sql.ExecuteAsync(
            transaction, Sql.Query("period-runs"), cancel, new { pipeline, period = period.ToString() });
        return (await Sql.QueryAsync<long?>(
            transaction, "SELECT max(id) FROM period_run WHERE scope = ''", cancel)).Single();
    }

    private static async Task<IReadOnlyList<StoredReconciliation>> DealersAsync(
        NpgsqlTransaction transaction, CancellationToken cancel) =>
        await ReconciledStore.BooksAsync(
            transaction, await Sql.QueryAsync<long>(transaction, "SELECT id FROM period_run", cancel), null, cancel);

    private static Task<IReadOnlyList<LateDocuments>> UnseenAsync(
        NpgsqlTransaction transaction, Period period, bool books, CancellationToken cancel) =>
        Sql.QueryAsync<LateDocuments>(
            transaction,
            Sql.Query("period-unseen"),
            cancel,
            new { period = period.ToString(), start = period.Start.ToDateTime(default),
                end = period.End.ToDateTime(default), books });

    /// <summary>
    /// Refused files that nothing took the place of. One that was not recognised could have been anything: it does not
    /// count once the dealer's ledger of the period is there.
    /// </summary>
    private static Task<IReadOnlyList<RefusedUpload>> RefusedUploadsAsync(
        NpgsqlTransaction transaction, Period period, CancellationToken cancel) =>
        Sql.QueryAsync<RefusedUpload>(
            transaction,
            """
            SELECT u.dealer_code AS "DealerCode", u.file_name AS "FileName", u.reason AS "Reason"
              FROM raw.upload u
             WHERE u.period = @period AND u.verdict = 'Refused'
               AND NOT EXISTS (
                   SELECT 1 FROM raw.upload n
                    WHERE n.dealer_code = u.dealer_code AND n.period = u.period
                      AND n.verdict IN ('Accepted', 'AcceptedWithRejects')
                      AND ((n.id > u.id AND n.dataset IS NOT DISTINCT FROM coalesce(u.dataset, n.dataset))
                           OR (u.dataset IS NULL AND n.dataset = 'ledger')))
             ORDER BY u.dealer_code, u.id
            """,
            cancel,
            new { period = period.ToString() });

    private static Task<IReadOnlyList<OpenRun>> OpenRunsAsync(
        NpgsqlTransaction transaction, Period period, CancellationToken cancel) =>
        Sql.QueryAsync<OpenRun>(
            transaction,
            """
            SELECT id AS "Id", pipeline AS "Pipeline", scope AS "Scope", status AS "Status" FROM ops.run
             WHERE period = @period AND status IN ('queued', 'running')
               AND coalesce(parameters ->> 'dryRun', 'false') <> 'true'
             ORDER BY id
            """,
            cancel,
            new { period = period.ToString() });
}
