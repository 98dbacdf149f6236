using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Pipelines.Reconcile;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>What the dashboard shows of a reconciliation: its books, their breaks and matches by the page.</summary>
internal sealed class ReconciliationQueries(Database database, HubPaths paths)
{
    /// <param name="run">The reconciliation.</param>
    /// <param name="dealer">One dealer's code; null: all.</param>
    /// <param name="cancel">Gives up waiting.</param>
    public Task<IReadOnlyList<StoredReconciliation>> BooksAsync(long run, string? dealer, CancellationToken cancel) =>
        ReadAsync(transaction => ReconciledStore.BooksAsync(transaction, [run], dealer, cancel), cancel);

    /// <summary>From opening to closing, by what happened in between, as the run saw it.</summary>
    public async Task<IReadOnlyList<RollLine>> RollForwardAsync(
        StoredReconciliation book, BookSetup setup, CancellationToken cancel)
    {
        var run = await new RunStore(database).FindAsync(book.RunId, cancel);
        var rules = RulesFile.In(paths, setup.Books).Load();
        var books = await ReadAsync(
            transaction => SeenBooks.LoadAsync(transaction, run!, [book.DealerCode], rules, cancel), cancel);
        return RollForward.Of(books.Single(b => b.Ours.Currency == book.Currency), setup.Words);
    }

    /// <summary>
    /// The newest workbooks of a kind (statement, rebate) and period by dealer, numbered as the files of their run.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, StatementDownload>> FilesAsync(
        string kind, string period, IReadOnlyList<string> dealers, CancellationToken cancel) =>
        (await ReadAsync(
            transaction => Sql.QueryAsync<StatementDownload>(
                transaction,
                """
                SELECT DISTINCT ON (f.dealer_code) f.dealer_code AS "DealerCode", f.run_id AS "RunId",
                       (SELECT count(*) FROM delivery.file g
                         WHERE g.run_id = f.run_id AND g.path COLLATE "C" <= f.path COLLATE "C") AS "No"
                  FROM delivery.file f JOIN ops.run r ON r.id = f.run_id
                 WHERE f.kind = @kind AND f.dealer_code = ANY(@dealers) AND r.period = @period
                   AND r.status IN ('succeeded', 'incomplete')
                 ORDER BY f.dealer_code, f.run_id DESC
                """,
                cancel,
                new { kind, period, dealers = dealers.ToArray() }),
            cancel)).ToDictionary(f => f.DealerCode, StringComparer.Ordinal);

    public Task<IReadOnlyList<CauseLine>> CausesAsync(StoredReconciliation book, CancellationToken cancel) =>
        ReadAsync(transaction => ReconciledStore.CausesAsync(transaction, book, cancel), cancel);

    public Task<IReadOnlyList<StoredBreak>> BreaksAsync(
        StoredReconciliation book, LinesWanted wanted, CancellationToken cancel) =>
        ReadAsync(transaction => ReconciledStore.BreaksAsync(transaction, book, wanted, cancel), cancel);

    public Task<IReadOnlyList<StoredMatch>> MatchesAsync(
        StoredReconciliation book, LinesWanted wanted, CancellationToken cancel) =>
        ReadAsync(transaction => ReconciledStore.MatchesAsync(transaction, book, wanted, cancel), cancel);

    private Task<T> ReadAsync<T>(Func<NpgsqlTransaction, Task<T>> read, CancellationToken cancel) =>
        database.RolledBackAsync(read, cancel);
}

/// <summary>Where a dealer's workbook can be downloaded.</summary>
internal sealed record StatementDownload(string DealerCode, long RunId, long No);
