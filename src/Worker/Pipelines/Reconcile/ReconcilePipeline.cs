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

    public Task<RunEnd> CloseAsync(Run run, NpgsqlTransaction transaction, CancellationToken cancel) =>
        BookSources.Of(books).Source.EndAsync(transaction, run.Id, cancel);
}
