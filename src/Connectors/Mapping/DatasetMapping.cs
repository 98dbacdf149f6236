using System.Text.Json;
using System.Text.Json.Serialization;
using DealerIntegration.Domain.Diversion.Codes;

namespace DealerIntegration.Connectors.Mapping;

/// <summary>
/// How one dataset of a partner becomes canonical: where its records come from and what each field is.
/// </summary>
public sealed record DatasetMapping
{
    /// <summary>Canonical dataset, for example <c>invoices</c>.</summary>
    public required string Dataset { get; init; }

    /// <summary>What the connector asks the partner for; its members belong to the kind of connector.</summary>
    public required JsonElement Source { get; init; }

    public required Dictionary<string, FieldMapping> Fields { get; init; }

    public LineMapping? Lines { get; init; }

    /// <summary>
    /// The documents name dealers that no other source lists: make each from its code and the document's currency.
    /// </summary>
    public bool RegisterDealers { get; init; }

    /// <summary>Pulls only what changed, where the source can be asked for it; absent: everything.</summary>
    public WindowRule? Window { get; init; }

    /// <summary>What a pull of everything says about documents that it did not bring; absent: the usual.</summary>
    public SnapshotRule? Snapshot { get; init; }

    /// <summary>Sums and counts over what the source sent, written into the completeness certificate.</summary>
    public List<ControlTotal> Controls { get; init; } = [];

    /// <summary>How the principal numbers its goods, for the fields that hold trace codes (物流码规则).</summary>
    [JsonIgnore]
    public CodeRules Codes { get; init; } = CodeRules.None;
}

/// <summary>
/// The lines of a document: the records below <see cref="Path"/>, or rows of a flat file that share a value.
/// </summary>
public sealed record LineMapping
{
    /// <summary>Path of the nested records; absent for a flat source.</summary>
    public string? Path { get; init; }

    /// <summary>
    /// Flat source: the rows of a page (a file) with the same value at this path are one document, wherever they stand.
    /// Header fields come from its first row; a later row that says otherwise rejects the document.
    /// </summary>
    public string? GroupBy { get; init; }

    /// <summary>
    /// Flat source: the rows that hold a line. A row for which it does not hold states the header only, for example a
    /// ledger in which nothing moved (余额行). Absent: every row is a line.
    /// </summary>
    public Condition? When { get; init; }

    public required Dictionary<string, FieldMapping> Fields { get; init; }
}

/// <summary>
/// A figure of the certificate: how many records (or lines) meet a condition, or the sum of a canonical field.
/// </summary>
public sealed record ControlTotal
{
    public required string Name { get; init; }

    /// <summary>Canonical field to add up over every line read, rejected ones included; absent: count.</summary>
    public string? Sum { get; init; }

    public Condition? When { get; init; }
}

/// <summary>
/// A test on the source's text. All members that are present must hold. In the fields of a line a path that starts
/// with a slash is read from the document instead.
/// </summary>
public sealed record Condition
{
    public required string Path { get; init; }

    [JsonPropertyName("equals")]
    public string? EqualTo { get; init; }

    public string? StartsWith { get; init; }

    public List<string>? In { get; init; }

    public bool? Empty { get; init; }
}

/// <summary>
/// Where one canonical field comes from. A bare string in the file is short for <c>{"path": "…"}</c>.
/// </summary>
[JsonConverter(typeof(FieldMappingConverter))]
public sealed record FieldMapping
{
    public string? Path { get; init; }

    /// <summary>A fixed value.</summary>
    public string? Constant { get; init; }

    /// <summary>Taken when the source holds nothing.</summary>
    public string? Default { get; init; }

    /// <summary>Name of a converter (see docs/mapping-guide.md), applied to the source's text.</summary>
    public string? Convert { get; init; }

    /// <summary>Text to text: a closed code list; a value that is not listed rejects the record.</summary>
    public Dictionary<string, string>? Map { get; init; }

    /// <summary>First condition that holds gives the value.</summary>
    public List<ConditionalValue>? When { get; init; }

    /// <summary>Product of these paths, exact (quantity × price).</summary>
    public List<string>? Multiply { get; init; }

    /// <summary>Turns the sign where this holds: partners list credit notes with positive amounts.</summary>
    public Condition? NegateWhen { get; init; }

    /// <summary>These paths joined by <see cref="Separator"/>, empty ones left out.</summary>
    public List<string>? Join { get; init; }

    public string? Separator { get; init; }
}

/// <summary>
/// A value, fixed or from a path, and the condition under which it holds; without one it always does.
/// </summary>
public sealed record ConditionalValue
{
    public Condition? If { get; init; }

    public string? Value { get; init; }

    public string? Path { get; init; }
}
