using System.Text.Json;
using DealerIntegration.Domain.Reconciliation;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Pipelines.Reconcile;

/// <summary>Our book of each dealer and the dealer's own ledger (往来账).</summary>
internal sealed class LedgerSource : IBookSource
{
    public async Task<IReadOnlyList<DealerBooks>> LoadAsync(
        NpgsqlTransaction transaction, BookScope scope, ReconciliationRules rules, CancellationToken cancel)
    {
        var refused = await UploadStore.RefusedLedgersAsync(transaction, scope.Period, cancel);
        var books = await BookStore.LoadAsync(transaction, scope, cancel);
        return
        [
            .. books.Select(book => book with
            {
                Incomplete = Incomplete(book, refused.GetValueOrDefault(book.Ours.DealerCode)),
            }),
        ];
    }

    public Task<IReadOnlyList<Evidence>> LookUpAsync(
        NpgsqlTransaction transaction, BookScope scope, IReadOnlyList<DealerBooks> books,
        IReadOnlyList<EvidenceRequest?> wanted, CancellationToken cancel) =>
        EvidenceStore.LoadAsync(transaction, scope, wanted, cancel);

    public async Task<RunEnd> EndAsync(NpgsqlTransaction transaction, long run, CancellationToken cancel)
    {
        var summary = await ReconciliationSummary.OfAsync(transaction, run, cancel);
        return new RunEnd(
            summary.Incomplete.Count == 0,
            JsonSerializer.Serialize(summary, JsonSerializerOptions.Web),
            summary.Incomplete.Count == 0
                ? null
                : $"no usable ledger from {string.Join(", ", summary.Incomplete)}: incomplete, not 0.00");
    }

    private static string? Incomplete(DealerBooks books, string? refused) => books.Theirs switch
    {
        null => refused ?? (books.HasSomethingToCompare ? "no ledger of this period was accepted" : null),
        { } theirs when theirs.Currency != books.Ours.Currency =>
            $"the ledger is in {theirs.Currency}, our book in {books.Ours.Currency}",
        _ => null,
    };
}
