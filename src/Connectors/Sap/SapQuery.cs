using System.Globalization;
using DealerIntegration.Connectors.Contract;

namespace DealerIntegration.Connectors.Sap;

/// <summary>What a dataset's <c>source</c> says for SAP.</summary>
/// <param name="Request">Service and entity set, for example <c>API_BUSINESS_PARTNER/A_Customer</c>.</param>
/// <param name="OrderBy">A unique key: without one, rows move between pages and are lost.</param>
/// <param name="ChangedBy">Stamp of the last change that a window filters on; absent: every pull reads
/// everything.</param>
internal sealed record SapQuery(
    string Request, string OrderBy, string? Expand = null, string? Filter = null, string? ChangedBy = null)
{
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
            yield return ChangedBy is null ? Filter : $"({Filter})";
        }

        if (ChangedBy is not null && window.From is { } from)
        {
            yield return $"{ChangedBy} ge {Literal(from)}";
        }

        if (ChangedBy is not null && window.To is { } to)
        {
            yield return $"{ChangedBy} lt {Literal(to)}";
        }
    }

    private static string Literal(DateTimeOffset instant) =>
        $"datetimeoffset'{instant.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture)}Z'";
}
