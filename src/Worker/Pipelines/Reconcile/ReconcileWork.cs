using DealerIntegration.Domain.Reconciliation;
using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Pipelines.Reconcile;

/// <summary>
/// Reconciles some dealers: load both books, match by number, look up the documents behind what is left, explain. What
/// becomes of the outcome is the caller's business: a run saves it, a dry run and a what-if only look at it.
/// </summary>
internal static class ReconcileWork
{
    /// <param name="transaction">Reads and temporary tables only.</param>
    /// <param name="dealers">Codes of the dealers.</param>
    /// <param name="period">The period.</param>
    /// <param name="watermark">What is known.</param>
    /// <param name="rules">The rules; they are checked.</param>
    /// <param name="cancel">Stops the work.</param>
    public static async Task<IReadOnlyList<DealerOutcome>> ComputeAsync(
        NpgsqlTransaction transaction, IReadOnlyList<string> dealers, Period period, long watermark,
        ReconciliationRules rules, CancellationToken cancel)
    {
        var scope = await ScopeAsync(transaction, dealers, period, watermark, cancel);
        var refused = await UploadStore.RefusedLedgersAsync(transaction, period, cancel);
        var books = await BookStore.LoadAsync(transaction, scope, cancel);
        var matched = books.Select(book => Match(book, rules, period)).ToList();
        var evidence = await EvidenceStore.LoadAsync(
            transaction, scope, [.. matched.Select(m => m?.Wanted)], [.. books.Select(b => b.Theirs?.Currency)], cancel);
        var outcomes = new List<DealerOutcome>(books.Count);
        for (var i = 0; i < books.Count; i++)
        {
            var why = refused.GetValueOrDefault(books[i].Ours.DealerCode);
            if (books[i].HasSomethingToCompare || why is not null)
            {
                outcomes.Add(new DealerOutcome(
                    books[i], matched[i]?.Explain(evidence[i]), matched[i] is null ? Incomplete(books[i], why) : null));
            }
        }

        return outcomes;
    }

    /// <summary>The dealers with what is known of them; what came after the close of the period before is late.</summary>
    public static Task<BookScope> ScopeAsync(
        NpgsqlTransaction transaction, IReadOnlyList<string> dealers, Period period, long watermark,
        CancellationToken cancel) =>
        BookScope.MakeAsync(transaction, dealers, period, watermark, settled: null, cancel);

    private static MatchedBooks? Match(DealerBooks books, ReconciliationRules rules, Period period) =>
        books.Theirs is { } theirs && theirs.Currency == books.Ours.Currency
            ? Reconciler.Match(books.Ours, theirs, rules, period)
            : null;

    private static string Incomplete(DealerBooks books, string? refused) => books.Theirs is { } theirs
        ? $"the ledger is in {theirs.Currency}, our book in {books.Ours.Currency}"
        : refused ?? "no ledger of this period was accepted";
}
