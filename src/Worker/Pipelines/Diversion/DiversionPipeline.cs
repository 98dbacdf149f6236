using System.Text.Json;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Domain.Diversion;
using DealerIntegration.Domain.Diversion.Gathering;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Pipelines.Diversion;

/// <summary>
/// Looks for diverted goods (窜货比对): every scan of the period is judged against the dealer its code was shipped to;
/// what speaks against a dealer is gathered into cases once all partitions are done.
/// </summary>
internal sealed class DiversionPipeline(HubPaths paths, HubOptions options) : IPipeline
{
    public string Name => "match-diversion";

    private string RulesPath => Path.Combine(paths.Config, "diversion.json");

    public async Task<RunPlan> PlanAsync(Run run, NpgsqlTransaction transaction, CancellationToken cancel)
    {
        RunPeriod.Of(run);
        LoadRules();
        var chunks = Enumerable.Range(0, options.Work.CodePartitions)
            .Select(p => JsonSerializer.Serialize(new CodePartition(p, options.Work.CodePartitions)));
        var watermark = await Watermark.FixAsync(transaction);
        var rulesHash = await KeptRules.KeepAsync(
            transaction, [RulesPath, Path.Combine(paths.Config, AreaFile.FileName)], cancel);
        return new RunPlan([.. chunks], watermark, rulesHash);
    }

    public Task ExecuteAsync(ChunkScope chunk)
    {
        var rules = LoadRules();
        var window = CaseWindow.Of(RunPeriod.Of(chunk.Run), rules.CaseWindow);
        var areas = AreaFile.Load(paths.Config);
        var partition = JsonSerializer.Deserialize<CodePartition>(chunk.Chunk.Content)!;
        var watermark = chunk.Run.Watermark!.Value;
        return chunk.CommitAsync(async transaction =>
        {
            var index = await CodeStore.LoadAsync(transaction, partition, watermark, chunk.Cancel);
            var territories = await TerritoryStore.LoadAsync(transaction, watermark, areas, chunk.Cancel);
            var read = new List<Scan>();
            var scans = await ScanStore.ReadAsync(
                transaction,
                partition,
                window,
                rules.BusinessUtcOffsetMinutes,
                watermark,
                read.Add,
                chunk.Cancel);
            var found = new List<ScanVerdict>();
            var sightings = new HomeSightings();
            foreach (var code in read.GroupBy(scan => TraceCode.Normalise(scan.Code), StringComparer.Ordinal))
            {
                var custody = index.CustodyOf(code.Key);
                var verdicts = DiversionMatcher.JudgeCode([.. code], _ => custody, territories, rules);
                sightings.Note(verdicts);
                found.AddRange(verdicts.Where(v => v.Verdict != Verdict.Clean));
            }

            await DiversionStore.SaveVerdictsAsync(transaction, chunk.Run.Id, found, chunk.Cancel);
            await MarketStore.SaveSightingsAsync(transaction, chunk.Run.Id, sightings, chunk.Cancel);
            return new ChunkProgress(true, scans, 0);
        });
    }

    public async Task<RunEnd> CloseAsync(Run run, NpgsqlTransaction transaction, CancellationToken cancel)
    {
        var rules = LoadRules();
        var window = CaseWindow.Of(RunPeriod.Of(run), rules.CaseWindow);
        var watermark = run.Watermark!.Value;
        var verdicts = await DiversionStore.AgainstDealersAsync(transaction, run.Id, cancel);
        var shipped = await CodeStore.ShippedItemsAsync(transaction, watermark, cancel);
        var known = await MarketStore.LoadAsync(transaction, run.Id, watermark, shipped, rules, window, cancel);
        var cases = DiversionMatcher.Gather(verdicts, known, rules, window);
        await DiversionStore.SaveCasesAsync(transaction, run.Id, cases, cancel);
        return new RunEnd(true, JsonSerializer.Serialize(
            await DiversionStore.SummariseAsync(transaction, run.Id, cancel), JsonSerializerOptions.Web));
    }

    private DiversionRules LoadRules()
    {
        var rules = ConfigFile.Load<DiversionRules>(RulesPath);
        return rules.Validate() is { Count: > 0 } problems
            ? throw new ConfigurationException(string.Join('\n', problems.Select(p => $"{RulesPath}: {p}")))
            : rules;
    }
}

/// <summary>One of several parts of the codes, by hash.</summary>
internal sealed record CodePartition(int Partition, int Partitions);
