using System.Text.Json;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Domain.Reconciliation;
using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Pipelines.Reconcile;

/// <summary>
/// Compares our book with each dealer's own for a period (对账). Load both, compare purely, save matches and breaks; a
/// dealer whose ledger is missing is incomplete, not zero; one with no business, balance or ledger takes no part.
/// </summary>
internal sealed class ReconcilePipeline(HubPaths paths, DealerChunks dealers) : IPipeline
{
    public string Name => "reconcile";

    private string RulesPath => Path.Combine(paths.Config, "reconciliation", "dealer-ledger.json");

    public async Task<RunPlan> PlanAsync(Run run, NpgsqlTransaction transaction, CancellationToken cancel)
    {
        RunPeriod.Of(run);
        LoadRules();
        return new RunPlan(
            await dealers.PlanAsync(run, transaction, cancel),
            NeedsWatermark: true,
            RulesHash: FileHash.Of([RulesPath]));
    }

    public Task ExecuteAsync(ChunkScope chunk)
    {
        var period = RunPeriod.Of(chunk.Run);
        var rules = LoadRules();
        return chunk.CommitAsync(async transaction =>
        {
            var books = await BookStore.LoadAsync(
                transaction, DealerChunks.Of(chunk.Chunk), period, chunk.Run.Watermark!.Value, chunk.Cancel);
            var refused = await UploadStore.RefusedLedgersAsync(transaction, period, chunk.Cancel);
            var outcomes = books
                .Where(book => book.HasSomethingToCompare || refused.ContainsKey(book.Ours.DealerCode))
                .Select(book => Compare(book, refused.GetValueOrDefault(book.Ours.DealerCode), rules, period))
                .ToList();
            await ReconciliationStore.SaveAsync(transaction, chunk.Run.Id, period, outcomes, chunk.Cancel);
            return new ChunkProgress(true, books.Sum(b => b.Lines), 0);
        });
    }

    public async Task<RunEnd> CloseAsync(Run run, NpgsqlTransaction transaction, CancellationToken cancel)
    {
        var summary = await ReconciliationStore.SummariseAsync(transaction, run.Id, cancel);
        var note = summary.Incomplete.Count == 0
            ? null
            : $"no usable ledger from {string.Join(", ", summary.Incomplete)}: incomplete, not 0.00";
        return new RunEnd(
            summary.Incomplete.Count == 0, JsonSerializer.Serialize(summary, JsonSerializerOptions.Web), note);
    }

    private static DealerOutcome Compare(
        DealerBooks books, string? refused, ReconciliationRules rules, Period period)
    {
        if (books.Theirs is null)
        {
            return new DealerOutcome(books, null, refused ?? "no ledger of this period was accepted");
        }

        if (books.Theirs.Currency != books.Ours.Currency)
        {
            return new DealerOutcome(
                books, null, $"the ledger is in {books.Theirs.Currency}, our book in {books.Ours.Currency}");
        }

        return new DealerOutcome(
            books, Reconciler.Reconcile(books.Ours, books.Theirs, books.Evidence, rules, period), null);
    }

    private ReconciliationRules LoadRules()
    {
        var rules = ConfigFile.Load<ReconciliationRules>(RulesPath);
        return rules.Validate() is { Count: > 0 } problems
            ? throw new ConfigurationException(string.Join('\n', problems.Select(p => $"{RulesPath}: {p}")))
            : rules;
    }
}
