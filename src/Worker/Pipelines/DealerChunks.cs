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
        var (watermark, dealers) = await DealersAsync(run, transaction, cancel);
        return (watermark, [.. dealers.Chunk(size ?? options.Work.DealersPerChunk).Select(Written)]);
    }

    /// <summary>The dealers of a run, and what it may see of them.</summary>
    public static async Task<(long Watermark, IReadOnlyList<string> Dealers)> DealersAsync(
        Run run, NpgsqlTransaction transaction, CancellationToken cancel)
    {
        // Fixed before the dealers are read, and held to the end of the plan: a dealer of an import that commits in
        // between would have documents below the run's watermark and a place in no chunk.
        var watermark = await Watermark.FixAsync(transaction);
        var dealers = await MasterStore.DealerCodesAsync(transaction, run.Scope, watermark, cancel);
        return dealers.Count > 0
            ? (watermark, dealers)
            : throw new Connectors.Configuration.ConfigurationException(
                run.Scope.Length == 0
                    ? "There are no dealers yet; import them first (./hub import sap/dealers)."
                    : $"There is no dealer '{run.Scope}'.");
    }

    /// <summary>Packs families into chunks; one that is larger than a chunk has a chunk of its own.</summary>
    public IReadOnlyList<string> Pack(IEnumerable<IReadOnlyList<string>> families)
    {
        var (chunks, open) = (new List<string>(), new List<string>());
        foreach (var family in families)
        {
            if (open.Count > 0 && open.Count + family.Count > options.Work.DealersPerChunk)
            {
                chunks.Add(Written([.. open]));
                open.Clear();
            }

            open.AddRange(family);
        }

        return open.Count == 0 ? chunks : [.. chunks, Written([.. open])];
    }

    public static IReadOnlyList<string> Of(Chunk chunk) => Of(chunk.Content);

    public static IReadOnlyList<string> Of(string content) => JsonSerializer.Deserialize<string[]>(content)!;

    private static string Written(string[] dealers) => JsonSerializer.Serialize(dealers);
}
