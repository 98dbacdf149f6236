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
        var address = query.Query.Select(q => new Parameter(q.Key, q.Value)).Concat(inBody ? [] : asked);
        var path = isLink ? at.Mark! : WithQuery(query.Path, address);
        if (query.Method == ReadVerb.Get)
        {
            return RestCall.Get(path);
        }

        var body = query.Body is { } template ? JsonNode.Parse(template.GetRawText())!.AsObject() : [];
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
            yield return new Parameter(name, position, paging.Kind != PagingKind.Cursor);
        }

        if (paging is { SizeParameter: { } sizeName, Size: { } size })
        {
            yield return new Parameter(sizeName, size.ToString(CultureInfo.InvariantCulture), IsNumber: true);
        }

        if (query.Changed is not { } changed)
        {
            yield break;
        }

        var format = InstantFormat.Of(changed.Format, changed.Zone);
        if (window.From is { } from)
        {
            yield return new Parameter(changed.From, format.Write(from), format.IsNumber);
        }

        if (window.To is { } to && changed.To is { } toName)
        {
            yield return new Parameter(toName, format.Write(to, up: true), format.IsNumber);
        }
    }

    // The first page of a cursor is asked for without one.
    private static string? Position(HttpPaging paging, PagePosition at) => paging.Kind switch
    {
        PagingKind.Page => at.Mark ?? (paging.First ?? 1).ToString(CultureInfo.InvariantCulture),
        PagingKind.Offset => at.Mark ?? "0",
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
