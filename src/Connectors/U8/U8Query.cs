using System.Globalization;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Mapping;

namespace DealerIntegration.Connectors.U8;

/// <summary>What a dataset's <c>source</c> says for U8.</summary>
/// <param name="Resource">The list, for example saleorderlist; its rows stand under this name in the answer.</param>
internal sealed record U8Query(string Resource)
{
    /// <summary>Where the rows stand, if not under the resource's name.</summary>
    public string? Records { get; init; }

    /// <summary>Fixed parameters, for example <c>state</c>.</summary>
    public Dictionary<string, string> Query { get; init; } = [];

    public int PageSize { get; init; } = 100;

    /// <summary>Where the list holds heads only: how each document is fetched.</summary>
    public U8Detail? Detail { get; init; }

    /// <summary>Restricts the list to documents of the last days.</summary>
    public U8Days? Days { get; init; }

    public string RecordsOf => Records ?? Resource;

    /// <exception cref="ConfigurationException">A member is unknown, missing, or of the wrong kind.</exception>
    public static U8Query Of(ConnectorFile file, DatasetMapping dataset) => ConfigFile.Parse<U8Query>(
        dataset.Source.GetRawText(), $"{file.FilePath}, dataset '{dataset.Dataset}', source");
}

/// <summary>How a document of a list is fetched whole.</summary>
/// <param name="Resource">For example saleorder; the document stands under this name in the answer.</param>
/// <param name="Id">Where its id stands in a row of the list, and the parameter that asks for it.</param>
internal sealed record U8Detail(string Resource, string Id = "id");

/// <summary>
/// Documents dated within the last days, cut into months that workers pull at the same time. It is the document's own
/// date, not that of a change: a document dated earlier and changed now does not come.
/// </summary>
/// <param name="From">Parameter of the first day.</param>
/// <param name="To">Parameter of the last day, inclusive.</param>
internal sealed record U8Days(string From, string To, int Back)
{
    private const string Form = "yyyy-MM-dd";

    /// <summary>Names of the months' parts, as <c>2026-10-01..2026-10-31</c>.</summary>
    public List<string> Parts(DateOnly today)
    {
        var parts = new List<string>();
        var first = today.AddDays(-Back);
        while (first <= today)
        {
            var end = new DateOnly(first.Year, first.Month, 1).AddMonths(1).AddDays(-1);
            var last = end < today ? end : today;
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{first.ToString(Form)}..{last.ToString(Form)}"));
            first = last.AddDays(1);
        }

        return parts;
    }

    /// <summary>The parameters of a part.</summary>
    public IEnumerable<KeyValuePair<string, string>> Of(string part) => part.Split("..") is [var first, var last]
        ? [new(From, first), new(To, last)]
        : throw new ArgumentException($"'{part}' is no stretch of days.", nameof(part));
}
