using System.Text.Json;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Mapping;

namespace DealerIntegration.Connectors.YonBip;

/// <summary>What a dataset's <c>source</c> says for YonBIP.</summary>
/// <param name="Path">Of the list, below the gateway.</param>
internal sealed record YonBipQuery(string Path)
{
    /// <summary>Path of the records below <c>data</c>; empty where <c>data</c> itself is the list.</summary>
    public string Records { get; init; } = "recordList";

    /// <summary>Members of the request that stay the same: <c>isSum</c>, filters under <c>simpleVOs</c>.</summary>
    public JsonElement? Body { get; init; }

    /// <summary>Absent: the list has no pages and comes whole.</summary>
    public int? PageSize { get; init; }

    /// <summary>Fields that the pages are ordered by, the bill's id first: rows move between pages otherwise.</summary>
    public List<string> OrderBy { get; init; } = [];

    /// <summary>Codes that say that nothing was found, where the list reports that as an error.</summary>
    public List<string> EmptyCodes { get; init; } = ["118001"];

    public YonBipChanged? Changed { get; init; }

    /// <summary>Asks once for each value: stock, by warehouse.</summary>
    public YonBipEach? Each { get; init; }

    /// <summary>Rows that are one record of ours: stock by batch and state.</summary>
    public YonBipAddUp? AddUp { get; init; }

    /// <exception cref="ConfigurationException">A member is unknown, missing, or of the wrong kind.</exception>
    public static YonBipQuery Of(ConnectorFile file, DatasetMapping dataset) => ConfigFile.Parse<YonBipQuery>(
        dataset.Source.GetRawText(), $"{file.FilePath}, dataset '{dataset.Dataset}', source");
}

/// <summary>How a list is asked for a window; the forms differ by module.</summary>
internal enum WindowForm
{
    /// <summary>A condition <c>between</c> in <c>simpleVOs</c>.</summary>
    Condition,

    /// <summary>Members <c>open_…_begin</c> and <c>open_…_end</c>.</summary>
    Range,

    /// <summary>One member with both ends and a bar between them.</summary>
    Interval,
}

/// <summary>The stamp that a window filters on.</summary>
/// <param name="Field">As the list's filter calls it: <c>pubts</c>, the last change of a bill.</param>
internal sealed record YonBipChanged(string Field)
{
    public WindowForm Form { get; init; }

    /// <summary>Where the stamp stands in a record; absent: under the filter's name.</summary>
    public string? Stamp { get; init; }

    public string Path => Stamp ?? Field;
}

/// <summary>A member of the request and its values, one part of the pull for each.</summary>
internal sealed record YonBipEach(string Member, List<string> Values);

/// <summary>
/// Rows with the same values under <paramref name="By"/> are one, their <paramref name="Fields"/> added.
/// </summary>
internal sealed record YonBipAddUp(List<string> By, List<string> Fields);
