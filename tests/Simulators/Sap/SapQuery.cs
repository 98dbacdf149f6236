using System.Text;

namespace DealerIntegration.Simulators.Sap;

/// <summary>
/// The answer to a collection request: rows of one server page, the count asked for, the way to the next.
/// </summary>
internal sealed record SapPage(IReadOnlyList<SapEntity> Rows, int? Count, string? Next, IReadOnlySet<string> Expand);

/// <summary>
/// Applies the query options. The server pages by itself and, where it links its pages, points to the next one on a
/// host that is not the caller's, as an ERP behind a proxy does.
/// </summary>
internal static class SapQuery
{
    public const string ForeignHost = "https://erp-app01.corp.example:44300";

    public static SapPage Apply(HttpRequest request, IReadOnlyList<SapEntity> all, SapPaging paging)
    {
        var query = request.Query;
        IEnumerable<SapEntity> rows = all;
        if (query["$filter"].ToString() is { Length: > 0 } filter)
        {
            rows = rows.Where(SapFilter.Parse(filter));
        }

        var found = Order(rows, query["$orderby"].ToString()).ToList();
        int? count = query["$inlinecount"] == "allpages" ? found.Count : null;
        var window = found.Skip(Skipped(query)).Take(Number(query, "$top") ?? int.MaxValue).ToList();
        var start = Position(query["$skiptoken"].ToString());
        var page = window.Skip(start).Take(paging.Size).ToList();
        var next = paging.Links && start + page.Count < window.Count ? NextAddress(request, start + page.Count) : null;
        return new SapPage(page, count, next, Expanded(query["$expand"].ToString()));
    }

    public static IReadOnlySet<string> Expanded(string expand) =>
        expand.Split([',', '/'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToHashSet();

    /// <summary>How many rows the caller passes over.</summary>
    public static int Skipped(IQueryCollection query) => Number(query, "$skip") ?? 0;

    private static IEnumerable<SapEntity> Order(IEnumerable<SapEntity> rows, string order)
    {
        IOrderedEnumerable<SapEntity>? sorted = null;
        foreach (var part in order.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var words = part.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var down = words.Length > 1 && words[1] == "desc";
            var comparer = Comparer<object?>.Create(Compare);
            sorted = (sorted, down) switch
            {
                (null, false) => rows.OrderBy(row => row[words[0]], comparer),
                (null, true) => rows.OrderByDescending(row => row[words[0]], comparer),
                (_, false) => sorted.ThenBy(row => row[words[0]], comparer),
                _ => sorted.ThenByDescending(row => row[words[0]], comparer),
            };
        }

        return sorted ?? rows;
    }

    private static int Compare(object? left, object? right) => (left, right) switch
    {
        (string a, string b) => string.CompareOrdinal(a, b),
        _ => Comparer<object?>.Default.Compare(left, right),
    };

    private static int? Number(IQueryCollection query, string name) =>
        query[name].ToString() is not { Length: > 0 } text ? null
        : int.TryParse(text, out var number) && number >= 0 ? number
        : throw new SapException(400, "005056A509B11EE1B9A8FEC11C21D78E", $"Invalid value '{text}' for {name}.");

    private static string NextAddress(HttpRequest request, int position)
    {
        var options = request.Query.Where(option => option.Key != "$skiptoken")
            .Select(option => $"{Uri.EscapeDataString(option.Key)}={Uri.EscapeDataString(option.Value.ToString())}");
        var token = Convert.ToHexString(Encoding.ASCII.GetBytes($"R{position}"));
        return $"{ForeignHost}{request.Path}?{string.Join('&', options.Append("%24skiptoken=" + token))}";
    }

    /// <summary>How many rows stand before the page that a token means.</summary>
    public static int Position(string token)
    {
        if (token.Length == 0)
        {
            return 0;
        }

        return token.Length % 2 == 0 && token.All(char.IsAsciiHexDigit)
            && int.TryParse(Encoding.ASCII.GetString(Convert.FromHexString(token)).AsSpan(1), out var position)
            ? position
            : throw new SapException(400, "005056A509B11EE1B9A8FEC11C21D78E", $"Invalid skiptoken '{token}'.");
    }
}
