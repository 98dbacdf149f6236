using System.Text.Json;
using System.Text.Json.Nodes;

namespace DealerIntegration.Connectors.GenericHttp;

/// <summary>What must fit together in a dataset's <c>source</c>.</summary>
internal static class QueryCheck
{
    public static IEnumerable<string> Problems(HttpQuery query, HttpSettings http, bool wantsWindows) =>
        Request(query, http.Format)
            .Concat(Empty(query, http))
            .Concat(Detail(query.Detail))
            .Concat(Paging(query))
            .Concat(PagingValues(query))
            .Concat(Changed(query, wantsWindows));

    private static IEnumerable<string> Request(HttpQuery query, BodyFormat format)
    {
        if (query is { Method: ReadVerb.Get, ParametersInQuery: true })
        {
            yield return "a GET takes no 'parametersInQuery'; set \"method\": \"post\" or take it out.";
        }

        foreach (var problem in Body(query.Method, query.Body, format))
        {
            yield return problem;
        }
    }

    /// <summary>What must fit together in a call that reads by a body.</summary>
    public static IEnumerable<string> Body(ReadVerb method, JsonElement? given, BodyFormat format)
    {
        if (method == ReadVerb.Get && given is not null)
        {
            yield return "a GET takes no 'body'; set \"method\": \"post\" or take it out.";
        }
        else if (given is { ValueKind: not JsonValueKind.Object })
        {
            yield return "'body' must be an object.";
        }
        else if (method == ReadVerb.Post && format == BodyFormat.Xml)
        {
            if (given is not { } body || body.EnumerateObject().Count() != 1)
            {
                yield return "'body' of an XML partner has exactly one member, the root element.";
            }
            else if (XmlText.Problem(JsonObject.Create(body)!) is { } problem)
            {
                yield return $"'body': {problem}";
            }
        }
    }

    private static IEnumerable<string> Detail(HttpDetail? detail)
    {
        if (detail is not null && !Template.Holds(detail.Path, "id"))
        {
            yield return "detail.path holds no {id}.";
        }
    }

    // In XML an empty list is an element that is not there, and so is a list that was looked for in the wrong place.
    private static IEnumerable<string> Empty(HttpQuery query, HttpSettings http)
    {
        if (http.Format == BodyFormat.Xml && query.Total is null && http.Failure is null)
        {
            yield return "an XML partner needs 'total' here or 'failure' under http, by which an empty list is told "
                + "from a wrong path.";
        }
    }

    private static IEnumerable<string> Paging(HttpQuery query)
    {
        var paging = query.Paging;
        var kind = paging.Kind.ToString().ToLowerInvariant();
        var isNumbered = paging.IsNumbered;
        (string Name, bool IsGiven, bool IsNeeded, bool IsAllowed)[] members =
        [
            ("parameter", paging.Parameter is not null, isNumbered || paging.Kind == PagingKind.Cursor, false),
            ("first", paging.First is not null, false, paging.Kind is PagingKind.Page or PagingKind.Offset),
            ("next", paging.Next is not null, paging.Kind is PagingKind.Cursor or PagingKind.LastRecord,
                paging.Kind == PagingKind.Link),
            ("hosts", paging.Hosts.Count > 0, false, paging.Kind == PagingKind.Link),
            ("below", paging.Below is not null, false, paging.Kind == PagingKind.Link),
            ("stop", paging.Stop is not null, isNumbered, false),
            ("size", paging.Size is not null, paging.Stop == StopRule.ShortPage || paging.SizeParameter is not null,
                paging.Kind != PagingKind.None),
            ("sizeParameter", paging.SizeParameter is not null, false, paging.Kind != PagingKind.None),
            ("pages", paging.Pages is not null, paging.Stop == StopRule.Pages, false),
            ("hasMore", paging.HasMore is not null, paging.Stop == StopRule.HasMore,
                paging.Kind is PagingKind.Cursor or PagingKind.Link),
        ];
        foreach (var (name, isGiven, isNeeded, isAllowed) in members)
        {
            if (isGiven && !isNeeded && !isAllowed)
            {
                yield return $"paging of kind '{kind}' takes no '{name}' as it is set up; take it out.";
            }
            else if (!isGiven && isNeeded)
            {
                yield return $"paging of kind '{kind}' needs '{name}' as it is set up.";
            }
        }
    }

    private static IEnumerable<string> PagingValues(HttpQuery query)
    {
        var paging = query.Paging;
        if (paging.Stop == StopRule.Total && query.Total is null)
        {
            yield return "the stop rule 'total' needs the path 'total' beside 'paging'.";
        }

        if (paging.Below is { } below && !(below.StartsWith('/') && below.EndsWith('/')))
        {
            yield return $"paging.below is '{below}'; write it as /path/.";
        }

        if (paging.Stop == StopRule.Pages && paging.Kind != PagingKind.Page)
        {
            yield return "the stop rule 'pages' belongs to paging of kind 'page' alone.";
        }

        foreach (var path in new[] { query.Total, paging.Next, paging.Pages, paging.HasMore })
        {
            if (HeaderPath.Problem(path) is { } problem)
            {
                yield return problem;
            }
        }

        if (paging.Size is < 1 or > 100_000)
        {
            yield return $"paging.size is {paging.Size}; it must be from 1 to 100000.";
        }

        if (paging.First is not (null or 0 or 1))
        {
            yield return $"paging.first is {paging.First}; it must be 0 or 1.";
        }
    }

    private static IEnumerable<string> Changed(HttpQuery query, bool wantsWindows)
    {
        if (query.Changed is { } changed && InstantFormat.Problem(changed.Format, changed.Zone) is { } problem)
        {
            yield return $"changed.format: {problem}";
        }

        foreach (var name in new[] { "from", "to" })
        {
            var isHeld = query.Query.Values.Any(v => Template.Holds(v, name))
                || (query.Body is { } body && Template.Holds(body, name));
            var parameter = name == "from" ? query.Changed?.From : query.Changed?.To;
            if (isHeld && query.Changed is null)
            {
                yield return $"'{{{name}}}' stands for a bound of a window; say with 'changed' how it is written.";
            }
            else if (isHeld && parameter is not null)
            {
                yield return $"'changed' names '{parameter}' and '{{{name}}}' stands elsewhere; keep one.";
            }
            else if (name == "from" && query.Changed is not null && !isHeld && parameter is null)
            {
                yield return "'changed' asks for nothing: name its parameter 'from', or write {from} in query or body.";
            }
        }

        if (wantsWindows && query.Changed is null)
        {
            yield return "the dataset has a 'window', but 'changed' does not say by which parameters to ask for it.";
        }
    }
}
