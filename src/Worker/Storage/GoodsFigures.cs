using DealerIntegration.Domain.Reconciliation;
using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Pipelines.Reconcile;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>
/// What a month's comparison of documents came to (三单与库存对账汇总): of each dealer the last run that covered it.
/// </summary>
internal sealed record GoodsFigures(
    BookSetup Setup, IReadOnlyList<StoredReconciliation> Books, IReadOnlyList<StoredBreak> Breaks)
{
    public int Dealers => Books.DistinctBy(book => book.DealerCode).Count();

    public int Green => Books.Count(book => book.Status == "green");

    public IEnumerable<StoredReconciliation> Unexplained => Books.Where(book => book.Residual is not (null or 0m));

    public IEnumerable<StoredReconciliation> Incomplete => Books.Where(book => book.Status == "incomplete");

    /// <summary>One for each kind of books that was compared in the period.</summary>
    public static async Task<IReadOnlyList<GoodsFigures>> OfAsync(
        NpgsqlTransaction transaction, Period period, CancellationToken cancel)
    {
        var figures = new List<GoodsFigures>();
        foreach (var setup in BookSources.All.Where(setup => setup.Books != BookKind.DealerLedger))
        {
            var runs = await Sql.QueryAsync<long>(
                transaction,
                """
                SELECT id FROM ops.run
                 WHERE pipeline = @Pipeline AND period = @period AND status IN ('succeeded', 'incomplete')
                """,
                cancel,
                new { setup.Pipeline, period = period.ToString() });
            var books = await ReconciledStore.BooksAsync(transaction, runs, null, cancel);
            var breaks = new List<StoredBreak>();
            foreach (var run in books.GroupBy(book => book.RunId, book => book.DealerCode))
            {
                var dealers = run.Distinct().ToList();
                var result = await ReconciledStore.LoadAsync(transaction, run.Key, dealers, cancel);
                breaks.AddRange(dealers.SelectMany(result.BreaksOf));
            }

            if (books.Count > 0)
            {
                figures.Add(new GoodsFigures(setup, books, breaks));
            }
        }

        return figures;
    }
}
