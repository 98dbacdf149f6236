using System.Text.Json;
using System.Text.Json.Serialization;
using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Pipelines.Import;

/// <summary>What a chunk, or a whole pull, has read and written so far.</summary>
internal sealed record ImportCounts
{
    public static readonly ImportCounts Nothing = new();

    /// <summary>Of the latest pass.</summary>
    public Tally Tally { get; init; } = Tally.Empty;

    public long Pages { get; init; }

    public long Added { get; init; }

    public long Replaced { get; init; }

    public long Unchanged { get; init; }

    /// <summary>Documents that were closed, because the source lists them no longer or no page yields them.</summary>
    public long Gone { get; init; }

    /// <summary>Documents of which the same could be said, and that stay for the reason that the run tells.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Kept { get; init; }

    /// <summary>The first few of them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? KeptKeys { get; init; }

    /// <summary>The partner's own count, summed over parts; null where it states none.</summary>
    public long? SourceTotal { get; init; }

    /// <summary>How often a part was begun anew because its pages did not prove it whole.</summary>
    public int Pass { get; init; }

    /// <summary>How often the run has read all its parts before, to be sure of what is missing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Round { get; init; }

    /// <summary>The partner's count was another one on a later page: rows were added or taken away.</summary>
    public bool Moved { get; init; }

    /// <summary>Records the partner counts and that have not come in the last pass.</summary>
    public long Missing { get; init; }

    /// <summary>Records that came on two pages of the last pass, where the partner states no count.</summary>
    public long Unproven { get; init; }

    /// <summary>The partner's clock when it answered, at its earliest; null where it does not tell.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }

    [JsonIgnore]
    public bool IsProven => Missing == 0 && Unproven == 0 && !Moved;

    public static ImportCounts Parse(string json) =>
        json == "{}" ? Nothing : JsonSerializer.Deserialize<ImportCounts>(json, JsonSerializerOptions.Web)!;

    /// <summary>Another page of the same part: the partner repeats its total, the latest one counts.</summary>
    public ImportCounts Add(Tally page, long? sourceTotal, UpsertResult written) => this with
    {
        Tally = Tally.Add(page),
        Pages = Pages + 1,
        Added = Added + written.Added,
        Replaced = Replaced + written.Replaced,
        Unchanged = Unchanged + written.Unchanged,
        SourceTotal = sourceTotal ?? SourceTotal,
        Moved = Moved || (sourceTotal is not null && SourceTotal is not null && sourceTotal != SourceTotal),
    };

    /// <summary>The same with what a page tells of the partner's clock.</summary>
    public ImportCounts At(DateTimeOffset? sentAt) => this with { AnsweredAt = Earlier(AnsweredAt, sentAt) };

    /// <summary>The same part from its first page again: what was written stays, what was counted does not.</summary>
    public ImportCounts Anew() => this with
    {
        Tally = Tally.Empty, SourceTotal = null, Pass = Pass + 1, Moved = false, Missing = 0, Unproven = 0,
    };

    /// <summary>All parts from their first pages again, to be sure of what is missing.</summary>
    public ImportCounts NextRound() => Anew() with { Pass = 0, Round = Round + 1 };

    public static ImportCounts Sum(IEnumerable<ImportCounts> parts) => parts.Aggregate(Nothing, (sum, part) => new()
    {
        Tally = sum.Tally.Add(part.Tally),
        Pages = sum.Pages + part.Pages,
        Added = sum.Added + part.Added,
        Replaced = sum.Replaced + part.Replaced,
        Unchanged = sum.Unchanged + part.Unchanged,
        Gone = sum.Gone + part.Gone,
        Kept = sum.Kept + part.Kept,
        KeptKeys = part.KeptKeys ?? sum.KeptKeys,
        SourceTotal = part.SourceTotal is { } total ? (sum.SourceTotal ?? 0) + total : sum.SourceTotal,
        Pass = Math.Max(sum.Pass, part.Pass),
        Round = Math.Max(sum.Round, part.Round),
        Moved = sum.Moved || part.Moved,
        Missing = sum.Missing + part.Missing,
        Unproven = sum.Unproven + part.Unproven,
        AnsweredAt = Earlier(sum.AnsweredAt, part.AnsweredAt),
    });

    public string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) =>
        one is null || other < one ? other ?? one : one;
}
