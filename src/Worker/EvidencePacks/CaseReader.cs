using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Worker.Commands;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Pipelines.Diversion.Index;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.EvidencePacks;

/// <summary>Gathers the evidence for a case from the hub's tables.</summary>
internal sealed class CaseReader(HubPaths paths)
{
    private const string RulesName = "diversion.json";

    /// <param name="number">Number of the case.</param>
    /// <param name="run">The run whose findings are wanted; null: the last finished one that has the case.</param>
    /// <exception cref="UsageException">No finished run has the case, or its rules are not known any more.</exception>
    public async Task<CaseEvidence> ReadAsync(
        NpgsqlTransaction transaction, string number, long? run, CancellationToken cancel)
    {
        var seen = await CaseEvidenceStore.FindRunAsync(transaction, number, run, cancel)
            ?? throw new UsageException(run is null
                ? $"No finished run of match-diversion has a case {number}; ./hub cases lists those there are."
                : $"Run {run} has no case {number}, or has not finished; leave --run out for the last one that has.");
        var files = await FilesAsync(transaction, seen, cancel);
        var found = await CaseEvidenceStore.CaseAsync(transaction, seen, number, cancel);
        var verdicts = await CaseEvidenceStore.VerdictsAsync(transaction, seen, number, cancel);
        using var index = await LatestIndex.OpenAsync(paths, transaction, cancel);
        var trace = await new CodeTraceStore(transaction, index, seen.Watermark)
            .LoadAsync(verdicts.Select(v => v.Code), cancel);
        return new CaseEvidence(
            seen,
            found,
            files[RulesName],
            files[AreaFile.FileName],
            verdicts,
            await CaseEvidenceStore.ScansAsync(transaction, seen, verdicts, cancel),
            trace,
            CodePath.Of(trace, verdicts.Select(v => (v.Code, v.ScannedAt)).Distinct()),
            await CaseEvidenceStore.TerritoriesAsync(transaction, seen, found, cancel),
            await CaseEvidenceStore.StepsAsync(transaction, number, cancel),
            AreaFile.Parse(files[AreaFile.FileName], AreaFile.FileName));
    }

    // Runs from before the files were kept went by some that may still be there, unchanged.
    private async Task<IReadOnlyDictionary<string, string>> FilesAsync(
        NpgsqlTransaction transaction, EvidenceRun run, CancellationToken cancel)
    {
        if (await KeptRules.FindAsync(transaction, run.RulesHash, cancel) is { Count: > 0 } kept)
        {
            return kept;
        }

        string[] files = [Path.Combine(paths.Config, RulesName), Path.Combine(paths.Config, AreaFile.FileName)];
        return FileHash.Of(files) == run.RulesHash
            ? files.ToDictionary(file => Path.GetFileName(file), File.ReadAllText, StringComparer.Ordinal)
            : throw new UsageException(
                $"Run {run.Id} went by rules that are not kept, and {string.Join(" or ", files)} has changed since. "
                + "Put the file back, or run match-diversion again for the period and make the pack of that run.");
    }
}
