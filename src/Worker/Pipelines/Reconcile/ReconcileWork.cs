using DealerIntegration.Domain.Reconciliation;
using DealerIntegration.Domain.Reconciliation.ThreeWay;
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
        var source = BookSources.Of(rules.Books).Source;
        var books = await source.LoadAsync(transaction, scope, rules, cancel);
        var decisions = await DecisionsAsync(transaction, dealers, period, watermark, rules, cancel);
        var matched = books
            .Select(book => Match(book, rules, period, [.. decisions[book.Ours.DealerCode]]))
            .ToList();
        var evidence = await source.LookUpAsync(
            transaction, scope, books, [.. matched.Select(m => m?.Wanted)], cancel);
        var outcomes = new List<DealerOutcome>(books.Count);
        for (var i = 0; i < books.Count; i++)
        {
            if (books[i].HasSomethingToCompare || books[i].Incomplete is not null)
            {
                outcomes.Add(Explain(books[i], matched[i], evidence[i], rules));
            }
        }

        return outcomes;
    }

    /// <summary>The dealers and what is known of them; what came after the period before was closed is late.</summary>
    public static async Task<BookScope> ScopeAsync(
        NpgsqlTransaction transaction, IReadOnlyList<string> dealers, Period period, long watermark,
        CancellationToken cancel)
    {
        var settled = await PeriodStore.ClosedWatermarkAsync(transaction, period.Previous, cancel);
        return await BookScope.MakeAsync(transaction, dealers, period, watermark, settled, cancel);
    }

    // What people decide is about lines of the ledgers; other books have none of those.
    private static async Task<ILookup<string, Decision>> DecisionsAsync(
        NpgsqlTransaction transaction, IReadOnlyList<string> dealers, Period period, long watermark,
        ReconciliationRules rules, CancellationToken cancel) =>
        rules.Books == BookKind.DealerLedger
            ? await DecisionStore.LoadAsync(transaction, dealers, period, watermark, cancel)
            : Array.Empty<Decision>().ToLookup(_ => "");

    private static MatchedBooks? Match(
        DealerBooks books, ReconciliationRules rules, Period period, IReadOnlyList<Decision> decisions) =>
        books is { Theirs: { } theirs, Incomplete: null }
            ? Reconciler.Match(books.Ours, theirs, rules, period, decisions)
            : null;

    private static DealerOutcome Explain(
        DealerBooks books, MatchedBooks? matched, Evidence evidence, ReconciliationRules rules)
    {
        if (matched is null)
        {
            return new DealerOutcome(books, null, books.Incomplete);
        }

        var result = matched.Explain(evidence);
        return new DealerOutcome(
            books,
            books.Documented is { } made
                ? ThreeWayCheck.Judge(result, made.Checks, rules.ThreeWay ?? ThreeWayTolerances.None)
                : result,
            null);
    }
}
