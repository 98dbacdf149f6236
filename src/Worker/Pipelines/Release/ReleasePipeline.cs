using System.Text.Json;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Rebates;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Pipelines.Release;

/// <summary>
/// Posts a prepared settlement that a second person released (返利放行入账). Postings, notes on their way to the ERP and
/// entries of the pool commit together, chunk by chunk; whatever was posted or superseded meanwhile is passed over.
/// </summary>
internal sealed class ReleasePipeline(HubOptions options, BusinessDay day) : IPipeline
{
    public const string PipelineName = "release";

    public string Name => PipelineName;

    public async Task<RunPlan> PlanAsync(Run run, NpgsqlTransaction transaction, CancellationToken cancel)
    {
        var part = ReleasePart.Of(run);
        var (settled, problem) = await ReleaseDesk.ProblemAsync(
            transaction, part, run.AskedBy, ReleaseCheck.Problem, cancel);
        if (problem is not null || settled!.Period != run.Period)
        {
            throw new ConfigurationException(
                problem ?? $"Settlement {part.Settlement} is of {settled!.Period}, not of {run.Period}.");
        }

        await ReleaseStore.ReleaseAsync(transaction, part, settled.PreparedBy, run.AskedBy, run.Id, cancel);
        var dealers = await ReleaseStore.DealersAsync(transaction, part, cancel);
        return new RunPlan([.. dealers.Chunk(options.Work.DealersPerChunk).Select(c => JsonSerializer.Serialize(c))]);
    }

    public Task ExecuteAsync(ChunkScope chunk) => chunk.CommitAsync(async transaction =>
    {
        var run = chunk.Run;
        var part = ReleasePart.Of(run);
        var dealers = DealerChunks.Of(chunk.Chunk);
        await AdvisoryLocks.TakeAccountsAsync(transaction, dealers);
        var prepared = await ReleaseStore.PreparedAsync(transaction, part, dealers, chunk.Cancel);
        var pool = await RebatePoolStore.StateAsync(transaction, dealers, chunk.Cancel);
        var overGiven = await PostingStore.OverGivenAsync(transaction, dealers, chunk.Cancel);
        var plan = PostingPlan.Of(prepared, pool, overGiven, day.Of(run), run.AskedBy);
        var release = await ReleaseStore.OfRunAsync(transaction, run.Id, chunk.Cancel);
        await PostingStore.PostAsync(
            transaction, new PostingSource(run.Id, part.Settlement, release), options.Partners.Erp, plan.Postings,
            chunk.Cancel);
        await RebatePoolStore.BookAsync(
            transaction, [.. plan.Entries.Select(e => e with { Run = run.Id })], chunk.Cancel);
        return new ChunkProgress(true, prepared.Count, 0);
    });

    public async Task<RunEnd> CloseAsync(Run run, NpgsqlTransaction transaction, CancellationToken cancel)
    {
        var summary = await ReleaseStore.SummariseAsync(transaction, run.Id, cancel);
        var states = await ReleaseStore.StatesAsync(transaction, ReleasePart.Of(run), cancel);
        var outdated = states.Where(s => s.State == SettlementState.Outdated).Sum(s => s.Count);
        var superseded = states.FirstOrDefault(s => s.State == SettlementState.Superseded);
        var note = outdated > 0
            ? $"{outdated} results were not posted, their postings have changed since: settle {run.Period} again"
            : superseded is not null
                ? $"{superseded.Count} results have a newer settlement, the last is {superseded.Newer}; "
                  + "they were not posted"
            : null;
        return new RunEnd(outdated == 0, JsonSerializer.Serialize(summary, JsonSerializerOptions.Web), note);
    }
}
