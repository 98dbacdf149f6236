using DealerIntegration.Domain.Reconciliation;
using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Pipelines.Reconcile;

/// <summary>
/// The books of some dealers as a finished run saw them (当时的账): documents up to its watermark, the close of the
/// period before as it stood then, and the open items that it carried forward. What came later changes nothing here.
/// </summary>
internal static class SeenBooks
{
    public static async Task<IReadOnlyList<DealerBooks>> LoadAsync(
        NpgsqlTransaction transaction, Run run, IReadOnlyList<string> dealers, ReconciliationRules rules,
        CancellationToken cancel)
    {
        if (rules.Books == BookKind.DealerLedger)
        {
            return await LedgersAsync(transaction, run, dealers, cancel);
        }

        var scope = await ScopeAsync(transaction, run, dealers, cancel);
        return await BookSources.Of(rules.Books).Source.LoadAsync(transaction, scope, rules, cancel);
    }

    /// <summary>Our book and the ledger of each dealer, in the order of the dealers.</summary>
    public static async Task<IReadOnlyList<DealerBooks>> LedgersAsync(
        NpgsqlTransaction transaction, Run run, IReadOnlyList<string> dealers, CancellationToken cancel)
    {
        var scope = await ScopeAsync(transaction, run, dealers, cancel);
        var books = await BookStore.LoadAsync(transaction, scope, cancel);
        var carried = await CarriedStore.LoadAsync(transaction, run.Id, dealers, cancel);
        return [.. books.Select(book => Carrying(book, carried.GetValueOrDefault(book.Ours.DealerCode)))];
    }

    /// <summary>What the run knew of these dealers.</summary>
    public static async Task<BookScope> ScopeAsync(
        NpgsqlTransaction transaction, Run run, IReadOnlyList<string> dealers, CancellationToken cancel)
    {
        var period = RunPeriod.Of(run);
        var settled = await PeriodStore.ClosedWatermarkAsync(
            transaction, period.Previous, run.StartedAt!.Value, cancel);
        return await BookScope.MakeAsync(transaction, dealers, period, run.Watermark!.Value, settled, cancel);
    }

    private static DealerBooks Carrying(DealerBooks books, CarriedItems? carried) => books with
    {
        CarriedRun = carried?.Run,
        Ours = books.Ours with { CarriedFrom = carried?.From, Carried = carried?.Ours ?? [] },
        Theirs = books.Theirs is { } theirs
            ? theirs with { CarriedFrom = carried?.From, Carried = carried?.Theirs ?? [] }
            : null,
    };
}
