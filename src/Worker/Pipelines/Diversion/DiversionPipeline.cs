using System.Text.Json;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Domain.Diversion;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Pipelines.Diversion.Index;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Pipelines.Diversion;

/// <summary>
/// Looks for diverted goods (窜货比对): every scan of the period is judged against the dealer that answers for its goods
/// at the time; what speaks against a dealer is gathered into cases once all partitions are done.
/// </summary>
internal sealed class DiversionPipeline(HubPaths paths, CodeBooks books) : IPipeline
{
    public string Name => "match-diversion";

    private string RulesPath => Path.Combine(paths.Config, "diversion.json");

    public async Task<RunPlan> PlanAsync(Run run, NpgsqlTransaction transaction, CancellationToken cancel)
    {
        RunPeriod.Of(run);
        LoadRules();
        var chunks = Enumerable.Range(0, ScanStore.Partitions)
            .Select(partition => JsonSerializer.Serialize(new ScanPartition(partition)));
        var watermark = await Watermark.FixAsync(transaction);
        var rulesHash = await KeptRules.KeepAsync(
            transaction, [RulesPath, Path.Combine(paths.Config, AreaFile.FileName)], cancel);
        return new RunPlan([.. chunks], watermark, rulesHash);
    }

    public async Task ExecuteAsync(ChunkScope chunk)
    {
        var rules = LoadRules();
        var window = CaseWindow.Of(RunPeriod.Of(chunk.Run), rules.CaseWindow);
        var areas = AreaFile.Load(paths.Config);
        var partition = JsonSerializer.Deserialize<ScanPartition>(chunk.Chunk.Content)!.Partition;
        var watermark = chunk.Run.Watermark!.Value;

        // Outside the transaction: whoever comes first makes the index, and that may take a while.
        using var codes = await books.OpenAsync(watermark, chunk.Cancel);
        await chunk.CommitAsync(async transaction =>
        {
            var territories = await TerritoryStore.LoadAsync(transaction, watermark, areas, chunk.Cancel);
            var work = new DiversionChunk(
                transaction, chunk.Run.Id, codes.Book, partition, window, watermark);
            var judged = await work.JudgeAsync(territories, rules, chunk.Cancel);
            await MarketStore.SaveSightingsAsync(transaction, chunk.Run.Id, judged.AtHome, chunk.Cancel);
            await CustodyProblemStore.SaveAsync(
                transaction, chunk.Run.Id, await work.ProblemsAsync(chunk.Cancel), chunk.Cancel);
            return new ChunkProgress(true, judged.Scans, 0);
        });
    }

    public async Task<RunEnd> CloseAsync(Run run, NpgsqlTransaction transaction, CancellationToken cancel)
    {
        var rules = LoadRules();
        var window = CaseWindow.Of(RunPeriod.Of(run), rules.CaseWindow);
        var watermark = run.Watermark!.Value;
        using var codes = await books.OpenAsync(watermark, cancel);
        var verdicts = await VerdictStore.ToGatherAsync(transaction, run.Id, cancel);
        var known = await new MarketStore(transaction, run.Id, watermark, verdicts)
            .LoadAsync(codes.Book.ShippedItems(), rules, window, cancel);
        var cases = DiversionMatcher.Gather(verdicts, known, rules, window);
        await DiversionStore.SaveCasesAsync(transaction, run.Id, cases, cancel);
        var problems = await CustodyProblemStore.CountAsync(transaction, run.Id, cancel);
        return new RunEnd(
            true,
            JsonSerializer.Serialize(
                await DiversionStore.SummariseAsync(transaction, run.Id, cancel), JsonSerializerOptions.Web),
            problems == 0 ? null : $"{problems} faults in the events of codes: hub rejected --run {run.Id}");
    }

    private DiversionRules LoadRules()
    {
        var rules = ConfigFile.Load<DiversionRules>(RulesPath);
        return rules.Validate() is { Count: > 0 } problems
            ? throw new ConfigurationException(string.Join('\n', problems.Select(p => $"{RulesPath}: {p}")))
            : rules;
    }
}

/// <summary>One of the partitions in which scans lie by their code.</summary>
internal sealed record ScanPartition(int Partition);
