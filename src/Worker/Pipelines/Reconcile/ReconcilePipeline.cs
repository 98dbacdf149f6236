using System.Text.Json;
using DealerIntegration.Domain.Reconciliation;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Pipelines.Reconcile;

/// <summary>
/// Compares two books of each dealer for a period (对账), those that its rules name. Load both, compare purely, save
/// matches and breaks; a dealer whose ledger is missing is incomplete, not zero; one with no business, balance or
/// ledger takes no part.
/// </summary>
internal sealed class ReconcilePipeline(
    HubPaths paths, DealerChunks dealers, BookKind books = BookKind.DealerLedger) : IPipeline
{
    public string Name => BookSources.Of(books).Pipeline;

    public async Task<RunPlan> PlanAsync(Run run, NpgsqlTransaction transaction, CancellationToken cancel)
    {
        RunPeriod.Of(run);
        var rules = RulesFile.In(paths, books);
        rules.Load();
        var (watermark, chunks) = await dealers.PlanAsync(run, transaction, cancel);
        return new RunPlan(chunks, watermark, rules.Hash);
    }

    public Task ExecuteAsync(ChunkScope chunk)
    {
        var period = RunPeriod.Of(chunk.Run);
        var rules = RulesFile.In(paths, books).Load();
        return chunk.CommitAsync(async transaction =>
        {
            var outcomes = await ReconcileWork.ComputeAsync(
                transaction, DealerChunks.Of(chunk.Chunk), period, chunk.Run.Watermark!.Value, rules, chunk.Cancel);
            await ReconciliationStore.SaveAsync(transaction, chunk.Run.Id, period, outcomes, chunk.Cancel);
            return new ChunkProgress(true, outcomes.Sum(o => o.Books.Lines), 0);
        });
    }

    public async Task<RunEnd> CloseAsync(Run run, NpgsqlTransaction transaction, CancellationToken cancel)
    {
        if (books != BookKind.DealerLedger)
        {
            var standing = await BookSummary.OfAsync(transaction, run.Id, cancel);
            return new RunEnd(
                standing.Incomplete.Count == 0, JsonSerializer.Serialize(standing, JsonSerializerOptions.Web),
                standing.Incomplete.Count == 0 ? null : $"incomplete, not 0: {string.Join("; ", standing.Incomplete)}");
        }

        var summary = await ReconciliationSummary.OfAsync(transaction, run.Id, cancel);
        var note = summary.Incomplete.Count == 0
            ? null
            : $"no usable ledger from {string.Join(", ", summary.Incomplete)}: incomplete, not 0.00";
        return new RunEnd(
            summary.Incomplete.Count == 0, JsonSerializer.Serialize(summary, JsonSerializerOptions.Web), note);
    }
}
