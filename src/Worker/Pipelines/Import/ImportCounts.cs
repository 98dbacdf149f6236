using System.Text.Json;
using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Pipelines.Import;

/// <summary>What a chunk, or a whole pull, has read and written so far.</summary>
/// <param name="SourceTotal">The partner's own count, summed over parts; null where it states none.</param>
internal sealed record ImportCounts(
    Tally Tally, long Pages, long Added, long Replaced, long Unchanged, long? SourceTotal)
{
    private static readonly ImportCounts Nothing = new(Tally.Empty, 0, 0, 0, 0, null);

    public static ImportCounts Parse(string json) =>
        json == "{}" ? Nothing : JsonSerializer.Deserialize<ImportCounts>(json, JsonSerializerOptions.Web)!;

    /// <summary>Another page of the same part: the partner repeats its total, the latest one counts.</summary>
    public ImportCounts Add(Tally page, long? sourceTotal, UpsertResult written) => new(
        Tally.Add(page),
        Pages + 1,
        Added + written.Added,
        Replaced + written.Replaced,
        Unchanged + written.Unchanged,
        sourceTotal ?? SourceTotal);

    public static ImportCounts Sum(IEnumerable<ImportCounts> parts) => parts.Aggregate(Nothing, (sum, part) => new(
        sum.Tally.Add(part.Tally),
        sum.Pages + part.Pages,
        sum.Added + part.Added,
        sum.Replaced + part.Replaced,
        sum.Unchanged + part.Unchanged,
        part.SourceTotal is { } total ? (sum.SourceTotal ?? 0) + total : sum.SourceTotal));

    public string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);
}
