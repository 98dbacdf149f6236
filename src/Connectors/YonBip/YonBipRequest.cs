using System.Text.Json.Nodes;
using DealerIntegration.Connectors.Contract;

namespace DealerIntegration.Connectors.YonBip;

/// <summary>Writes what a list is asked for (查询条件).</summary>
internal static class YonBipRequest
{
    // Conditions know no "not before": a window open at one end is closed far away.
    private const string Beginning = "1970-01-01 00:00:00";
    private const string End = "9999-12-31 23:59:59";

    /// <summary>The ends of a window as they are asked for, both inclusive; null where it is open.</summary>
    public static (string? From, string? To) Ends(Window window, YonBipStamp stamp) => (
        window.From is { } from ? stamp.First(from) : null,
        window.To is { } to ? stamp.Last(to) : null);

    public static string Of(YonBipQuery query, long page, string? value, (string? From, string? To) ends)
    {
        var body = query.Body is { } template ? JsonNode.Parse(template.GetRawText())!.AsObject() : [];
        if (query.Each is { } each)
        {
            body[each.Member] = value;
        }

        if (query.PageSize is { } size)
        {
            body["pageIndex"] = page;
            body["pageSize"] = size;
            body["queryOrders"] = new JsonArray(
                [.. query.OrderBy.Select(f => new JsonObject { ["field"] = f, ["order"] = "asc" })]);
        }

        if (query.Changed is { } changed && ends is not (null, null))
        {
            Ask(body, changed, ends.From ?? Beginning, ends.To ?? End);
        }

        return body.ToJsonString();
    }

    /// <summary>Asks for the bills that bear a key of ours.</summary>
    public static string Of(YonBipFind find, string key, int pageSize)
    {
        var body = new JsonObject { ["pageIndex"] = 1, ["pageSize"] = pageSize, ["isSum"] = true };
        if (find.Field is { } field)
        {
            body["simpleVOs"] = new JsonArray(
                new JsonObject { ["field"] = field, ["op"] = "eq", ["value1"] = key });
        }
        else
        {
            body["code"] = key;
        }

        return body.ToJsonString();
    }

    private static void Ask(JsonObject body, YonBipChanged changed, string from, string to)
    {
        switch (changed.Form)
        {
            case WindowForm.Range:
                body[$"open_{changed.Field}_begin"] = from;
                body[$"open_{changed.Field}_end"] = to;
                break;
            case WindowForm.Interval:
                body[changed.Field] = $"{from}|{to}";
                break;
            default:
                if (body["simpleVOs"] is not JsonArray conditions)
                {
                    body["simpleVOs"] = conditions = [];
                }

                conditions.Add(new JsonObject
                {
                    ["field"] = changed.Field, ["op"] = "between", ["value1"] = from, ["value2"] = to,
                });
                break;
        }
    }
}
