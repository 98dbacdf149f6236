using System.Text.Json;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Pipelines;

/// <summary>
/// Chunks by dealer: every dealer in exactly one, so that no two workers ever write the same dealer's result.
/// </summary>
internal sealed class DealerChunks(HubOptions options)
{
    /// <summary>Splits the dealers of a run; its scope is one dealer's code, or empty for all.</summary>
    /// <param name="size">Dealers per chunk; null: as configured.</param>
    public async Task<(long Watermark, IReadOnlyList<string> Chunks)> PlanAsync(
        Run run, NpgsqlTransaction transaction, CancellationToken cancel, int? size = null)
    {
        // Fixed before the dealers are read, and held to the end of the plan: a dealer of an import that commits in
        // between would have documents below the run's watermark and a place in no chunk.
        var watermark = await Watermark.FixAsync(transaction);
        var dealers = await MasterStore.DealerCodesAsync(transaction, run.Scope, watermark, cancel);
        if (dealers.Count == 0)
        {
            throw new Connectors.Configuration.ConfigurationException(
                run.Scope.Length == 0
                    ? "There are no dealers yet; import them first (./hub import sap/dealers)."
                    : $"There is no dealer '{run.Scope}'.");
        }

        return (
            watermark,
            [.. dealers.Chunk(size ?? options.Work.DealersPerChunk).Select(c => JsonSerializer.Serialize(c))]);
    }

    public static IReadOnlyList<string> Of(Chunk chunk) => Of(chunk.Content);

    public static IReadOnlyList<string> Of(string content) => JsonSerializer.Deserialize<string[]>(content)!;
}
