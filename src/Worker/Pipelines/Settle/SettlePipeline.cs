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
internal sealed class SettlePipeline(HubPaths paths, HubOptions options, DealerChunks dealers) : IPipeline
{
    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(options.Principal.TimeZone);

    public string Name => "settle";

    public async Task<RunPlan> PlanAsync(Run run, NpgsqlTransaction transaction, CancellationToken cancel)
    {
        RunPeriod.Of(run);
        var policies = Policies(run);
        var (watermark, codes) = await DealerChunks.DealersAsync(run, transaction, cancel);
        policies.CheckAgainst(await MasterStore.KnownCodesAsync(transaction, watermark, cancel));
        var families = await DealerFamilies.OfAsync(
            transaction, new PolicySet(policies.Policies), codes, watermark, cancel);
        return new RunPlan(dealers.Pack(families), watermark, policies.Hash);
    }

    public Task ExecuteAsync(ChunkScope chunk)
    {
        var run = chunk.Run;
        var work = new SettleWork(
            new PolicySet(Policies(run).Policies), RunPeriod.Of(run), run.Watermark!.Value, _zone);
        return chunk.CommitAsync(async transaction =>
        {
            var (settled, lines, moves) = await work.ComputeAsync(
                transaction, DealerChunks.Of(chunk.Chunk), chunk.Cancel);

            // A run for one dealer computes its whole group, and settles that dealer only.
            var own = run.Scope.Length == 0 ? settled : [.. settled.Where(s => s.Line.DealerCode == run.Scope)];
            await RebateStore.SaveAsync(transaction, run.Id, own, chunk.Cancel);
            var rejected = UncountedMoves.ToRows(
                moves.Where(m => run.Scope.Length == 0 || m.DealerCode == run.Scope));
            await RejectedRowStore.AddAsync(transaction, run.Id, chunk.Chunk.No, rejected, chunk.Cancel);
            return new ChunkProgress(true, lines, rejected.Count);
        });
    }

    public async Task<RunEnd> CloseAsync(Run run, NpgsqlTransaction transaction, CancellationToken cancel)
    {
        var summary = await RebateStore.SummariseAsync(transaction, run.Id, cancel);
        var later = await RebateStore.CountsInAsync(transaction, run.Id, cancel);
        var uncounted = await RejectedRowStore.CountAsync(transaction, run.Id, UncountedMoves.Code, cancel);
        string[] notes =
        [
            .. later.Count == 0 ? [] : new[]
            {
                $"{later.Sum(l => l.Results)} results count in {string.Join(", ", later.Select(l => l.Month))}, which "
                + "has posted already: settle that again",
            },
            .. uncounted == 0 ? [] : new[]
            {
                $"{uncounted} moves of volume count in no rebate because of their currency: hub rejected --run "
                + $"{run.Id}",
            },
        ];
        return new RunEnd(
            true, JsonSerializer.Serialize(summary, JsonSerializerOptions.Web),
            notes.Length == 0 ? null : string.Join("; ", notes));
    }

    /// <summary>The run's parameters for policies outside config/rebates.</summary>
    public static string Parameters(string? policies) => policies is null
        ? "{}"
        : JsonSerializer.Serialize(new Extra(Path.GetFullPath(policies)), JsonSerializerOptions.Web);

    /// <summary>The folder of policies that a run settles by.</summary>
    public static string PolicyPath(Run run, HubPaths paths) =>
        JsonSerializer.Deserialize<Extra>(run.Parameters, JsonSerializerOptions.Web)?.Policies
        ?? Path.Combine(paths.Config, "rebates");

    private PolicyFolder Policies(Run run) => PolicyFolder.Load(PolicyPath(run, paths));

    private sealed record Extra(string? Policies);
}
