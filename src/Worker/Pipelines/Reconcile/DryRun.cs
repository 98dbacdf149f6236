using DealerIntegration.Domain.Reconciliation;
using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Pipelines.Reconcile;

/// <summary>
/// A reconciliation as it would come out now (试算): planned, computed and saved like a run, chunk by chunk, and every
/// transaction is rolled back.
/// </summary>
internal sealed class DryRun(
    Database database, HubPaths paths, HubOptions options, BookKind books = BookKind.DealerLedger)
{
    private const string Parameters = """{"dryRun": true}""";

    public async Task<IReadOnlyList<DealerFigures>> RunAsync(Period period, string dealer, CancellationToken cancel)
    {
        var request = new RunRequest(
            BookSources.Of(books).Pipeline, dealer, period.ToString(), Environment.UserName, Parameters);
        var rules = RulesFile.In(paths, books).Load();
        var pipeline = new ReconcilePipeline(paths, new DealerChunks(options), books);
        var plan = await database.RolledBackAsync(
            async transaction =>
            {
                var run = await RunStore.LockAsync(transaction, await RunStore.AddAsync(transaction, request));
                return await pipeline.PlanAsync(run, transaction, cancel);
            },
            cancel);
        var figures = new List<DealerFigures>();
        foreach (var chunk in plan.Chunks)
        {
            figures.AddRange(await database.RolledBackAsync(
                async transaction =>
                {
                    var run = await RunStore.AddAsync(transaction, request);
                    var outcomes = await ReconcileWork.ComputeAsync(
                        transaction, DealerChunks.Of(chunk), period, plan.Watermark!.Value, rules, cancel);
                    await ReconciliationStore.SaveAsync(transaction, run, period, outcomes, cancel);
                    return outcomes.Select(DealerFigures.Of).ToList();
                },
                cancel));
        }

        return figures;
    }
}
