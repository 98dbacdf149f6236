using System.Text.Json;
using DealerIntegration.Domain.Reconciliation;
using DealerIntegration.Domain.Reconciliation.Stock;
using DealerIntegration.Domain.Reconciliation.ThreeWay;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Pipelines.Reconcile;

/// <summary>Books that are put together from documents and bring what explains their differences along.</summary>
internal abstract class DocumentSource : IBookSource
{
    public async Task<IReadOnlyList<DealerBooks>> LoadAsync(
        NpgsqlTransaction transaction, BookScope scope, ReconciliationRules rules, CancellationToken cancel) =>
        [
            .. (await MakeAsync(transaction, scope, rules, cancel)).Select(
                made => new DealerBooks(made.Ours, made.Incomplete is null ? made.Theirs : null)
                {
                    Documented = made,
                    Incomplete = made.Incomplete,
                }),
        ];

    public Task<IReadOnlyList<Evidence>> LookUpAsync(
        NpgsqlTransaction transaction, BookScope scope, IReadOnlyList<DealerBooks> books,
        IReadOnlyList<EvidenceRequest?> wanted, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<Evidence>>([.. books.Select(book => book.Documented!.Evidence)]);

    public async Task<RunEnd> EndAsync(NpgsqlTransaction transaction, long run, CancellationToken cancel)
    {
        var summary = await BookSummary.OfAsync(transaction, run, cancel);
        return new RunEnd(
            summary.Incomplete.Count == 0,
            JsonSerializer.Serialize(summary, JsonSerializerOptions.Web),
            summary.Incomplete.Count == 0 ? null : $"incomplete, not 0: {string.Join("; ", summary.Incomplete)}");
    }

    protected abstract Task<IEnumerable<DocumentedBooks>> MakeAsync(
        NpgsqlTransaction transaction, BookScope scope, ReconciliationRules rules, CancellationToken cancel);
}

/// <summary>What was invoiced against what was received as ordered (三单匹配).</summary>
internal sealed class ThreeWaySource : DocumentSource
{
    protected override async Task<IEnumerable<DocumentedBooks>> MakeAsync(
        NpgsqlTransaction transaction, BookScope scope, ReconciliationRules rules, CancellationToken cancel) =>
        (await DocumentFactsStore.ThreeWayAsync(transaction, scope, cancel))
            .SelectMany(facts => ThreeWayBooks.Of(facts, scope.Period));
}

/// <summary>What should be in stock against what was counted (库存对账).</summary>
internal sealed class StockSource : DocumentSource
{
    protected override async Task<IEnumerable<DocumentedBooks>> MakeAsync(
        NpgsqlTransaction transaction, BookScope scope, ReconciliationRules rules, CancellationToken cancel)
    {
        var refused = await StockFactsStore.RefusedAsync(transaction, scope, cancel);
        return (await StockFactsStore.LoadAsync(transaction, scope, cancel))
            .SelectMany(facts => StockBooks.Of(facts, scope.Period, rules.Tolerance.DateWindowDays))
            .Select(books => books.Incomplete is { } why && refused.TryGetValue(books.Ours.DealerCode, out var file)
                ? books with { Incomplete = $"{why} {file}" }
                : books);
    }
}
