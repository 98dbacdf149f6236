using System.Text.Json.Nodes;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.GenericHttp;
using DealerIntegration.Connectors.Mapping;

namespace DealerIntegration.Connectors.Kingdee;

/// <summary>What a dataset's <c>source</c> says for Kingdee.</summary>
/// <param name="Form">The form id of the bills or records, for example SAL_OUTSTOCK.</param>
/// <param name="Id">Field of their inner id (内码): rows are ordered by it, and pages go on after it.</param>
internal sealed record KingdeeQuery(string Form, string Id)
{
    /// <summary>More rows than this Kingdee gives in no answer.</summary>
    public const int MostRows = 10_000;

    private const string Stamp = "yyyy-MM-dd HH:mm:ss";

    /// <summary>Field of the entry's inner id (分录内码), where bills have lines: a row is then an entry.</summary>
    public string? Entry { get; init; }

    /// <summary>The inner id is a text and no number.</summary>
    public bool TextId { get; init; }

    /// <summary>A condition in Kingdee's words that always holds, for example <c>FDocumentStatus = 'C'</c>.</summary>
    public string? Filter { get; init; }

    /// <summary>Stamp of the last change that a window filters on, as a rule FModifyDate.</summary>
    public string? ChangedBy { get; init; }

    /// <summary>Rows of a page.</summary>
    public int PageSize { get; init; } = 2000;

    /// <exception cref="ConfigurationException">A member is unknown, missing, or of the wrong kind.</exception>
    public static KingdeeQuery Of(ConnectorFile file, DatasetMapping dataset) => ConfigFile.Parse<KingdeeQuery>(
        dataset.Source.GetRawText(), $"{file.FilePath}, dataset '{dataset.Dataset}', source");

    /// <summary>The fields that are asked for: the ids, and whatever the mapping reads.</summary>
    public string[] FieldKeys(DatasetMapping dataset) =>
    [
        .. new[] { Id, Entry }
            .Concat(MappedPaths.Of(dataset))
            .Concat(dataset.Fields.Values.Concat(dataset.Lines?.Fields.Values ?? Enumerable.Empty<FieldMapping>())
                .Select(f => f.Path?.TrimStart('/')))
            .OfType<string>()
            .Distinct(StringComparer.Ordinal),
    ];

    /// <summary>The condition of a page: within the window, and after the id with which the last page ended.</summary>
    public string Condition(Window window, string? after, string zone)
    {
        var stamps = InstantFormat.Of(Stamp, zone);
        string?[] conditions =
        [
            Filter is null ? null : $"({Filter})",
            ChangedBy is not null && window.From is { } from ? $"{ChangedBy} >= '{stamps.Write(from)}'" : null,
            ChangedBy is not null && window.To is { } to ? $"{ChangedBy} < '{stamps.Write(to, up: true)}'" : null,
            after is null ? null : $"{Id} > {(TextId ? Quoted(after) : after)}",
        ];
        return string.Join(" and ", conditions.OfType<string>());
    }

    public string Order => Entry is null ? $"{Id} asc" : $"{Id} asc,{Entry} asc";

    /// <summary>The body of ExecuteBillQuery.</summary>
    public static JsonObject Body(
        string form, IEnumerable<string> fields, string filter, string order, int start, int limit) => new()
    {
        ["FormId"] = form,
        ["FieldKeys"] = string.Join(',', fields),
        ["FilterString"] = filter,
        ["OrderString"] = order,
        ["TopRowCount"] = 0,
        ["StartRow"] = start,
        ["Limit"] = limit,
    };

    public static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
