using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Commands;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Observability;
using DealerIntegration.Worker.Pipelines.Import;
using DealerIntegration.Worker.Storage;
using Hangfire;

namespace DealerIntegration.Worker.Jobs;

/// <summary>Recurring runs. Hangfire only ticks; what is opened, or that nothing is, is decided here.</summary>
internal sealed class Schedules(
    SchedulePauses pauses, RunStarter starter, HubPaths paths, JobCatalog catalog, TimeProvider clock,
    ILogger<Schedules> log)
{
    /// <summary>Brings Hangfire's recurring jobs in line with config/schedules.json.</summary>
    public void Register(IRecurringJobManager recurring, JobStorage storage)
    {
        var file = ScheduleFile.Load(paths.Config, catalog);
        foreach (var entry in file.Schedules)
        {
            var name = entry.Name;
            recurring.AddOrUpdate<RunJob>(
                name,
                job => job.OpenScheduledAsync(name, CancellationToken.None),
                entry.Cron,
                new RecurringJobOptions { TimeZone = TimeZoneInfo.FindSystemTimeZoneById(entry.Zone) });
        }

        var wanted = file.Schedules.Select(s => s.Name).ToHashSet(StringComparer.Ordinal);
        using var connection = storage.GetConnection();
        foreach (var id in connection.GetAllItemsFromSet("recurring-jobs").Where(id => !wanted.Contains(id)))
        {
            recurring.RemoveIfExists(id);
        }
    }

    public async Task OpenAsync(string name, CancellationToken cancel)
    {
        var entry = ScheduleFile.Load(paths.Config, catalog).Schedules.FirstOrDefault(s => s.Name == name);
        if (entry is null)
        {
            return;
        }

        if (await pauses.ReasonAsync(name, cancel) is { } reason)
        {
            log.SchedulePaused(name, reason);
            return;
        }

        var zone = TimeZoneInfo.FindSystemTimeZoneById(entry.Zone);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime);
        var current = Period.Of(today);
        var period = (entry.Period == SchedulePeriod.Current ? current : current.Previous).ToString();
        var parameters = ImportRequest.Parameters(null, null, null, null, entry.Everything);
        var run = await starter.StartAsync(
            new RunRequest(
                entry.Pipeline, entry.Scope, period, $"schedule {name}", entry.Everything ? parameters : "{}"),
            cancel);
        log.ScheduleOpened(name, run, period);
    }

    /// <exception cref="UsageException">No such schedule.</exception>
    public Task PauseAsync(string name, string reason, string by, CancellationToken cancel)
    {
        Require(name);
        return pauses.PauseAsync(name, reason, by, cancel);
    }

    /// <exception cref="UsageException">No such schedule.</exception>
    public Task ResumeAsync(string name, string by, CancellationToken cancel)
    {
        Require(name);
        return pauses.ResumeAsync(name, by, cancel);
    }

    private void Require(string name)
    {
        var names = ScheduleFile.Load(paths.Config, catalog).Schedules.Select(s => s.Name).ToList();
        if (!names.Contains(name))
        {
            throw new UsageException($"No schedule is called '{name}'; there are {string.Join(", ", names)}.");
        }
    }
}
