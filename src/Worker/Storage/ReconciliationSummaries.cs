using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>
/// Figures of a reconciliation run. The residual adds up absolute values: opposite ones must not cancel.
/// </summary>
internal sealed record ReconciliationSummary(
    int Dealers, int Green, decimal Matched, decimal Difference, decimal Residual,
    IReadOnlyDictionary<string, decimal> BrokenByCause, IReadOnlyList<string> Incomplete)
{
    public static async Task<ReconciliationSummary> OfAsync(
        NpgsqlTransaction transaction, long run, CancellationToken cancel)
    {
        var figures = (await Sql.QueryAsync<(int Dealers, int Green, decimal Matched, decimal Difference,
            decimal Residual)>(
            transaction,
            """
            SELECT count(*)::int, (count(*) FILTER (WHERE status = 'green'))::int, coalesce(sum(matched), 0),
                   coalesce(sum(difference), 0), coalesce(sum(abs(residual)), 0)
              FROM result.reconciliation WHERE run_id = @run
            """,
            cancel,
            new { run })).Single();
        var causes = await Sql.QueryAsync<(string Cause, decimal Amount)>(
            transaction,
            """
            SELECT coalesce(cause, 'Unexplained'), sum(abs(amount)) FROM result.break
             WHERE run_id = @run GROUP BY 1 ORDER BY 1
            """,
            cancel,
            new { run });
        var incomplete = await Sql.QueryAsync<string>(
            transaction,
            "SELECT dealer_code FROM result.reconciliation WHERE run_id = @run AND status = 'incomplete' ORDER BY 1",
            cancel,
            new { run });
        return new ReconciliationSummary(
            figures.Dealers, figures.Green, figures.Matched, figures.Difference, figures.Residual,
            causes.ToDictionary(c => c.Cause, c => c.Amount), incomplete);
    }
}
