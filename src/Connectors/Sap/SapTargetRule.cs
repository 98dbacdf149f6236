using DealerIntegration.Connectors.GenericHttp;
using DealerIntegration.Connectors.Mapping;

namespace DealerIntegration.Connectors.Sap;

/// <summary>
/// How one kind of document differs, in this SAP system, from what the hub sends by itself (写入调整): other order types,
/// plants, conditions, and fields of the customer's own.
/// </summary>
public sealed record SapTargetRule
{
    /// <summary>
    /// Property of the entity to a field of ours, laid over what the hub sends; with dots for what stands inside, and 0
    /// for the one entry of a list: <c>to_Text.0.LongText</c>.
    /// </summary>
    public Dictionary<string, FieldMapping> Fields { get; init; } = [];

    /// <summary>Properties that are not sent, because this system does not have them or derives them.</summary>
    public List<string> Omit { get; init; } = [];

    /// <summary>The same for the items.</summary>
    public SapLinesRule Lines { get; init; } = new();

    /// <summary>What does not fit, in words that name the place in the file.</summary>
    public IEnumerable<string> Problems(string kind)
    {
        if (SapDocument.Home(kind) is null)
        {
            return [$"SAP takes no such kind of document; it takes {string.Join(", ", SapDocument.Kinds)}."];
        }

        return TargetCheck.Problems(kind, Fields, new HttpLines(SapDocument.Items, Lines.Fields))
            .Concat(Omit.Concat(Fields.Keys).Where(name => name == SapDocument.KeyProperty).Select(name =>
                $"{name} bears our key, by which the document is found again; leave it alone."))
            .Concat(Unknown("omit", Omit, SapDocument.Sent(kind)))
            .Concat(Unknown("lines.omit", Lines.Omit, SapDocument.SentOfItem(kind)));
    }

    private static IEnumerable<string> Unknown(string where, List<string> omitted, IReadOnlyList<string> sent) =>
        omitted.Except(sent).Select(name =>
            $"{where}: the hub does not send '{name}'; it sends {string.Join(", ", sent)}.");
}

/// <summary>What differs in the items of a document (行项目).</summary>
public sealed record SapLinesRule
{
    /// <summary>
    /// Property of the item to a field of our line; a path that begins with a slash is read from the document.
    /// </summary>
    public Dictionary<string, FieldMapping> Fields { get; init; } = [];

    /// <summary>Properties of the item that are not sent.</summary>
    public List<string> Omit { get; init; } = [];
}
