using DealerIntegration.Connectors.Configuration;

namespace DealerIntegration.Worker.Jobs;

/// <summary>config/schedules.json: when which pipeline starts by itself.</summary>
internal sealed record ScheduleFile
{
    public required List<ScheduleEntry> Schedules { get; init; }

    public static ScheduleFile Load(string configFolder, JobCatalog catalog)
    {
        var path = Path.Combine(configFolder, "schedules.json");
        var file = ConfigFile.Load<ScheduleFile>(path);
        for (var i = 0; i < file.Schedules.Count; i++)
        {
            var entry = file.Schedules[i];
            var at = $"{path}: $.schedules[{i}]";
            if (!catalog.Has(entry.Pipeline))
            {
                throw new ConfigurationException(
                    $"{at}.pipeline '{entry.Pipeline}' does not exist; there are {string.Join(", ", catalog.Names)}.");
            }

            if (entry is { Everything: true, Pipeline: not "import" })
            {
                throw new ConfigurationException(
                    $"{at}.everything can only be said of the pipeline 'import'; leave it out.");
            }

            if (!TimeZoneInfo.TryFindSystemTimeZoneById(entry.Zone, out _))
            {
                throw new ConfigurationException(
                    $"{at}.zone '{entry.Zone}' is not an IANA time zone, for example Asia/Shanghai.");
            }
        }

        return file;
    }
}

internal sealed record ScheduleEntry
{
    public required string Name { get; init; }

    public required string Cron { get; init; }

    public required string Zone { get; init; }

    public required string Pipeline { get; init; }

    public required string Scope { get; init; }

    public required SchedulePeriod Period { get; init; }

    /// <summary>Of an import: all the partner holds, although the dataset is pulled in windows.</summary>
    public bool Everything { get; init; }
}

internal enum SchedulePeriod
{
    Current,
    Previous,
}
