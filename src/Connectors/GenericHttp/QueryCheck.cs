using System.Text.Json;

namespace DealerIntegration.Connectors.GenericHttp;

/// <summary>What must fit together in a dataset's <c>source</c>.</summary>
internal static class QueryCheck
{
    public static IEnumerable<string> Problems(HttpQuery query, HttpSettings http, bool wantsWindows) =>
        Request(query, http.Format)
            .Concat(Empty(query, http))
            .Concat(Paging(query))
            .Concat(Changed(query, wantsWindows));

    private static IEnumerable<string> Request(HttpQuery query, BodyFormat format)
    {
        if (query.Method == ReadVerb.Get && (query.Body is not null || query.ParametersInQuery))
        {
            yield return "a GET takes no 'body' and no 'parametersInQuery'; set \"method\": \"post\" or take them out.";
        }

        if (query.Body is { ValueKind: not JsonValueKind.Object })
        {
            yield return "'body' must be an object.";
        }
        else if (query.Method == ReadVerb.Post && format == BodyFormat.Xml
            && (query.Body is not { } body || body.EnumerateObject().Count() != 1))
        {
            yield return "'body' of an XML partner has exactly one member, the root element.";
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
        var isNumbered = paging.Kind is PagingKind.Page or PagingKind.Offset;
        (string Name, bool IsGiven, bool IsNeeded, bool IsAllowed)[] members =
        [
            ("parameter", paging.Parameter is not null, isNumbered || paging.Kind == PagingKind.Cursor, false),
            ("first", paging.First is not null, false, paging.Kind == PagingKind.Page),
            ("next", paging.Next is not null, paging.Kind == PagingKind.Cursor, paging.Kind == PagingKind.Link),
            ("hosts", paging.Hosts.Count > 0, false, paging.Kind == PagingKind.Link),
            ("stop", paging.Stop is not null, isNumbered, false),
            ("size", paging.Size is not null, paging.Stop == StopRule.ShortPage || paging.SizeParameter is not null,
                paging.Kind != PagingKind.None),
            ("sizeParameter", paging.SizeParameter is not null, false, paging.Kind != PagingKind.None),
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

        if (paging.Stop == StopRule.Total && query.Total is null)
        {
            yield return "the stop rule 'total' needs the path 'total' beside 'paging'.";
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

        if (wantsWindows && query.Changed is null)
        {
            yield return "the dataset has a 'window', but 'changed' does not say by which parameters to ask for it.";
        }
    }
}
