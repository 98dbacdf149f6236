using System.Text.Json;
using DealerIntegration.Domain.Rebates;
using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Pipelines.Settle;

/// <summary>
/// Settles a month's rebates (返利结算): what every dealer earned under every policy, less all that was posted before.
/// It prepares only: a second person releases what is payable, and only that posts it.
/// </summary>
internal sealed class SettlePipeline(HubPaths paths, DealerChunks dealers) : IPipeline
{
    public string Name => "settle";

    public async Task<RunPlan> PlanAsync(Run run, NpgsqlTransaction transaction, CancellationToken cancel)
    {
        RunPeriod.Of(run);
        var (watermark, chunks) = await dealers.PlanAsync(run, transaction, cancel);
        return new RunPlan(chunks, watermark, Policies(run).Hash);
    }

    public Task ExecuteAsync(ChunkScope chunk)
    {
        var run = chunk.Run;
        var period = RunPeriod.Of(run);
        var policies = new PolicySet(Policies(run).Policies);
        return chunk.CommitAsync(async transaction =>
        {
            var work = await RebateStore.LoadAsync(
                transaction, DealerChunks.Of(chunk.Chunk), period, run.Watermark!.Value, chunk.Cancel);
            var posted = await PostingStore.PostedAsync(transaction, period, chunk.Cancel);
            var settled = work.SelectMany(dealer => Settle(dealer, policies, period, posted)).ToList();
            await RebateStore.SaveAsync(transaction, run.Id, settled, chunk.Cancel);
            return new ChunkProgress(true, work.Sum(dealer => (long)dealer.Invoiced.Length), 0);
        });
    }

    public async Task<RunEnd> CloseAsync(Run run, NpgsqlTransaction transaction, CancellationToken cancel) =>
        new(true, JsonSerializer.Serialize(
            await RebateStore.SummariseAsync(transaction, run.Id, cancel), JsonSerializerOptions.Web));

    /// <summary>The run's parameters for policies outside config/rebates.</summary>
    public static string Parameters(string? policies) => policies is null
        ? "{}"
        : JsonSerializer.Serialize(new Extra(Path.GetFullPath(policies)), JsonSerializerOptions.Web);

    private static IEnumerable<SettledRebate> Settle(
        DealerSales dealer, PolicySet policies, Period period, PostedAmounts posted)
    {
        foreach (var result in RebateCalculator.Calculate(policies, new RebateInput([dealer], []), period))
        {
            var before = posted.Of(result.PolicyCode, result.DealerCode);
            if (result.Trace.Count > 0 || before.Amount != 0m)
            {
                yield return new SettledRebate(result, Settlement.Settle(result, before.Amount), before.Count);
            }
        }
    }

    /// <summary>The folder of policies that a run settles by.</summary>
    public static string PolicyPath(Run run, HubPaths paths) =>
        JsonSerializer.Deserialize<Extra>(run.Parameters, JsonSerializerOptions.Web)?.Policies
        ?? Path.Combine(paths.Config, "rebates");

    private PolicyFolder Policies(Run run) => PolicyFolder.Load(PolicyPath(run, paths));

    private sealed record Extra(string? Policies);
}
