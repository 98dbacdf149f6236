using System.Globalization;
using DealerIntegration.Connectors.Contract;

namespace DealerIntegration.Connectors.Sap;

/// <summary>What a dataset's <c>source</c> says for SAP.</summary>
/// <param name="Request">Service and entity set, for example <c>API_BUSINESS_PARTNER/A_Customer</c>.</param>
/// <param name="OrderBy">A unique key: without one, rows move between pages and are lost.</param>
/// <param name="ChangedBy">Stamp of the last change that a window filters on; absent: every pull reads
/// everything.</param>
/// <param name="ChangedOn">
/// Where SAP keeps days instead of a stamp: the fields of the last change and of the creation, because the former is
/// empty until the first change. A window then reads whole days, and a little more than it needs. Beside a stamp it
/// finds what never bore one.
/// </param>
/// <param name="AsOfZone">
/// Time zone in which the day of the pull is told, which mappings read as <c>@asOf</c>: for entities that hold the
/// state of this moment and no date.
/// </param>
/// <param name="PageSize">
/// Rows to ask for at a time, for services that do not page by themselves.
/// </param>
internal sealed record SapQuery(
    string Request,
    string OrderBy,
    string? Expand = null,
    string? Filter = null,
    string? ChangedBy = null,
    List<string>? ChangedOn = null,
    string? AsOfZone = null,
    int? PageSize = null)
{
    public bool TakesWindows => ChangedBy is not null || ChangedOn is { Count: > 0 };

    /// <summary>Path and query of a page, below the base path.</summary>
    /// <param name="window">What to ask for.</param>
    /// <param name="read">Rows that came before it.</param>
    public string Page(Window window, long read)
    {
        var options = new List<string> { "$inlinecount=allpages", $"$orderby={Uri.EscapeDataString(OrderBy)}" };
        if (Expand is not null)
        {
            options.Add($"$expand={Uri.EscapeDataString(Expand)}");
        }

        var filters = Filters(window).ToList();
        if (filters.Count > 0)
        {
            options.Add($"$filter={Uri.EscapeDataString(string.Join(" and ", filters))}");
        }

        if (PageSize is { } size)
        {
            options.Add($"$top={size}");
        }

        if (read > 0)
        {
            options.Add($"$skip={read}");
        }

        return $"{Request}?{string.Join('&', options)}";
    }

    private IEnumerable<string> Filters(Window window)
    {
        if (Filter is not null)
        {
            yield return TakesWindows ? $"({Filter})" : Filter;
        }

        // The first load reads everything: rows that were never changed may bear no stamp, and no test finds them.
        if (!TakesWindows || window.From is not { } from)
        {
            yield break;
        }

        yield return Changed("ge", from, "ge", from.AddDays(-1));
        if (window.To is { } to)
        {
            yield return Changed("lt", to, "le", to.AddDays(1));
        }
    }

    // SAP's days are those of its own time zone, which nobody tells: a day more on either side covers every zone.
    private string Changed(string stampIs, DateTimeOffset instant, string dayIs, DateTimeOffset dayOf)
    {
        var day = dayOf.UtcDateTime.ToString("yyyy-MM-dd'T00:00:00'", CultureInfo.InvariantCulture);
        List<string> tests = [.. (ChangedOn ?? []).Select(field => $"{field} {dayIs} datetime'{day}'")];
        if (ChangedBy is not null)
        {
            tests.Insert(0, $"{ChangedBy} {stampIs} {Literal(instant)}");
        }

        return tests.Count == 1 ? tests[0] : $"({string.Join(" or ", tests)})";
    }

    private static string Literal(DateTimeOffset instant) =>
        $"datetimeoffset'{instant.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture)}Z'";
}
