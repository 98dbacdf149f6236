using DealerIntegration.Domain.Values;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>
/// Figures of a run with several books a dealer (三单与库存对账汇总). Amounts of different currencies, or quantities of
/// different products, are never added up: books and differences are counted.
/// </summary>
/// <param name="Unexplained">Books with a residual, the largest first, each with its figure.</param>
/// <param name="DifferencesByCause">Number of differences by cause.</param>
/// <param name="Tolerated">Differences that nobody has to act on.</param>
internal sealed record BookSummary(
    int Dealers, int Books, int Green, int Open, int Tolerated, IReadOnlyDictionary<string, long> DifferencesByCause,
    IReadOnlyList<string> Unexplained, IReadOnlyList<string> Incomplete)
{
    public static async Task<BookSummary> OfAsync(NpgsqlTransaction transaction, long run, CancellationToken cancel)
    {
        var (dealers, books, green, open, tolerated) = (await Sql.QueryAsync<(int, int, int, int, int)>(
            transaction,
            """
            SELECT count(DISTINCT dealer_code)::int, (count(*) FILTER (WHERE status <> 'incomplete'))::int,
                   (count(*) FILTER (WHERE status = 'green'))::int, (count(*) FILTER (WHERE status = 'open'))::int,
                   (SELECT count(*)::int FROM result.break WHERE run_id = @run AND tolerated)
              FROM result.reconciliation WHERE run_id = @run
            """,
            cancel,
            new { run })).Single();
        var causes = await Sql.QueryAsync<(string Cause, long Count)>(
            transaction,
            """
            SELECT coalesce(cause, 'Unexplained'), count(*) FROM result.break
             WHERE run_id = @run GROUP BY 1 ORDER BY 1
            """,
            cancel,
            new { run });
        var unexplained = await Sql.QueryAsync<(string Dealer, string Book, decimal Residual)>(
            transaction,
            """
            SELECT dealer_code, currency, residual FROM result.reconciliation
             WHERE run_id = @run AND residual <> 0 ORDER BY abs(residual) DESC, dealer_code, currency
            """,
            cancel,
            new { run });
        var incomplete = await Sql.QueryAsync<string>(
            transaction,
            """
            SELECT dealer_code || coalesce(': ' || note, '') FROM result.reconciliation
             WHERE run_id = @run AND status = 'incomplete' ORDER BY 1
            """,
            cancel,
            new { run });
        return new BookSummary(
            dealers, books, green, open, tolerated, causes.ToDictionary(c => c.Cause, c => c.Count),
            [.. unexplained.Select(u => $"{u.Dealer} {u.Book} {AmountText.Of(u.Residual)}")], incomplete);
    }
}
