using System.Globalization;
using System.Text.Json.Nodes;
using DealerIntegration.Connectors.Contract;

namespace DealerIntegration.Connectors.GenericHttp;

/// <summary>Makes the call for one page of a list.</summary>
internal static class ListCall
{
    public static RestCall Of(HttpQuery query, BodyFormat format, PagePosition at, Window window)
    {
        var isLink = query.Paging.Kind == PagingKind.Link && at.Mark is not null;
        var asked = isLink ? [] : Parameters(query, at, window).ToList();
        var inBody = query.Method == ReadVerb.Post && !query.ParametersInQuery;
        var template = new Template(Bounds(query.Changed, window));
        var address = query.Query.Select(q => (q.Key, Text: template.Fill(q.Value))).Where(q => q.Text is not null)
            .Select(q => new Parameter(q.Key, q.Text!)).Concat(inBody ? [] : asked);
        var path = isLink ? at.Mark! : WithQuery(query.Path, address);
        if (query.Method == ReadVerb.Get)
        {
            return RestCall.Get(path);
        }

        var body = query.Body is { } given ? template.Fill(given)!.AsObject() : [];
        foreach (var parameter in inBody ? asked : [])
        {
            BodyText.Set(body, parameter.Name, parameter.Node);
        }

        var (bytes, mediaType) = BodyText.Write(body, format);
        return new RestCall(HttpMethod.Post, path, bytes, mediaType);
    }

    private static IEnumerable<Parameter> Parameters(HttpQuery query, PagePosition at, Window window)
    {
        var paging = query.Paging;
        if (paging.Parameter is { } name && Position(paging, at) is { } position)
        {
            yield return new Parameter(name, position, paging.Kind is PagingKind.Page or PagingKind.Offset);
        }

        if (paging is { SizeParameter: { } sizeName, Size: { } size })
        {
            yield return new Parameter(sizeName, size.ToString(CultureInfo.InvariantCulture), IsNumber: true);
        }

        var bounds = Bounds(query.Changed, window);
        if (query.Changed?.From is { } fromName && bounds["from"] is { Text: { } from } begin)
        {
            yield return new Parameter(fromName, from, begin.IsNumber);
        }

        if (query.Changed?.To is { } toName && bounds["to"] is { Text: { } to } end)
        {
            yield return new Parameter(toName, to, end.IsNumber);
        }
    }

    private static Dictionary<string, Template.Value> Bounds(HttpChanged? changed, Window window)
    {
        if (changed is null)
        {
            return [];
        }

        var format = InstantFormat.Of(changed.Format, changed.Zone);
        return new Dictionary<string, Template.Value>(StringComparer.Ordinal)
        {
            ["from"] = new(window.From is { } from ? format.Write(from) : null, format.IsNumber),
            ["to"] = new(window.To is { } to ? format.Write(to, up: true) : null, format.IsNumber),
        };
    }

    // The first page of a cursor is asked for without one.
    private static string? Position(HttpPaging paging, PagePosition at) => paging.Kind switch
    {
        PagingKind.Page => at.Mark ?? (paging.First ?? 1).ToString(CultureInfo.InvariantCulture),
        PagingKind.Offset => at.Mark ?? (paging.First ?? 0).ToString(CultureInfo.InvariantCulture),
        _ => at.Mark,
    };

    private static string WithQuery(string path, IEnumerable<Parameter> parameters)
    {
        var query = string.Join('&', parameters.Select(p =>
            $"{Uri.EscapeDataString(p.Name)}={Uri.EscapeDataString(p.Text)}"));
        return query.Length == 0 ? path : $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{query}";
    }

    private sealed record Parameter(string Name, string Text, bool IsNumber = false)
    {
        public JsonNode Node => IsNumber
            ? JsonValue.Create(long.Parse(Text, CultureInfo.InvariantCulture))
            : JsonValue.Create(Text)!;
    }
}
