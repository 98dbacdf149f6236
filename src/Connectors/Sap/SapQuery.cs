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
/// empty until the first change. A window then reads whole days, and a little more than it needs.
/// </param>
/// <param name="AsOfZone">
/// Time zone in which the day of the pull is told, which mappings read as <c>@asOf</c>: for entities that hold the
/// state of this moment and no date.
/// </param>
internal sealed record SapQuery(
    string Request,
    string OrderBy,
    string? Expand = null,
    string? Filter = null,
    string? ChangedBy = null,
    List<string>? ChangedOn = null,
    string? AsOfZone = null)
{
    public bool TakesWindows => ChangedBy is not null || ChangedOn is { Count: > 0 };

    /// <summary>Path and query of the first page, below the base path.</summary>
    public string FirstPage(Window window)
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

        return $"{Request}?{string.Join('&', options)}";
    }

    private IEnumerable<string> Filters(Window window)
    {
        if (Filter is not null)
        {
            yield return TakesWindows ? $"({Filter})" : Filter;
        }

        if (window.From is { } from && TakesWindows)
        {
            yield return ChangedBy is not null ? $"{ChangedBy} ge {Literal(from)}" : Days("ge", from.AddDays(-1));
        }

        if (window.To is { } to && TakesWindows)
        {
            yield return ChangedBy is not null ? $"{ChangedBy} lt {Literal(to)}" : Days("le", to.AddDays(1));
        }
    }

    // SAP's days are those of its own time zone, which nobody tells: a day more on either side covers every zone.
    private string Days(string operation, DateTimeOffset instant)
    {
        var day = instant.UtcDateTime.ToString("yyyy-MM-dd'T00:00:00'", CultureInfo.InvariantCulture);
        var tests = ChangedOn!.Select(field => $"{field} {operation} datetime'{day}'");
        return $"({string.Join(" or ", tests)})";
    }

    private static string Literal(DateTimeOffset instant) =>
        $"datetimeoffset'{instant.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture)}Z'";
}
