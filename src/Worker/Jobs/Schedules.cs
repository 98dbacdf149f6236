using Dapper;
using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Commands;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Observability;
using DealerIntegration.Worker.Storage;
using Hangfire;

namespace DealerIntegration.Worker.Jobs;

/// <summary>Recurring runs. Hangfire only ticks; what is opened, or that nothing is, is decided here.</summary>
internal sealed class Schedules(
    Database database, RunStarter starter, HubPaths paths, JobCatalog catalog, TimeProvider clock, ILogger<Schedules> log)
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

        await using (var connection = await database.OpenAsync(cancel))
        {
            var reason = await connection.QuerySingleOrDefaultAsync<string?>(new CommandDefinition(
                "SELECT reason FROM ops.schedule_pause WHERE name = @name", new { name }, cancellationToken: cancel));
            if (reason is not null)
            {
                log.SchedulePaused(name, reason);
                return;
            }
        }

        var zone = TimeZoneInfo.FindSystemTimeZoneById(entry.Zone);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime);
        var current = Period.Of(today);
        var period = (entry.Period == SchedulePeriod.Current ? current : current.Previous).ToString();
        var run = await starter.StartAsync(new RunRequest(entry.Pipeline, entry.Scope, period, $"schedule {name}"), cancel);
        log.ScheduleOpened(name, run, period);
    }

    /// <exception cref="UsageException">No such schedule.</exception>
    public async Task PauseAsync(string name, string reason, string by, CancellationToken cancel)
    {
        Require(name);
        await using var connection = await database.OpenAsync(cancel);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO ops.audit (actor, action, subject, detail) VALUES (@by, 'schedule.pause', @name, @reason);
            INSERT INTO ops.schedule_pause (name, reason, paused_by) VALUES (@name, @reason, @by)
            ON CONFLICT (name) DO UPDATE SET reason = @reason, paused_by = @by, paused_at = now();
            """,
            new { name, reason, by },
            cancellationToken: cancel));
    }

    /// <exception cref="UsageException">No such schedule.</exception>
    public async Task ResumeAsync(string name, string by, CancellationToken cancel)
    {
        Require(name);
        await using var connection = await database.OpenAsync(cancel);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO ops.audit (actor, action, subject) VALUES (@by, 'schedule.resume', @name);
            DELETE FROM ops.schedule_pause WHERE name = @name;
            """,
            new { name, by },
            cancellationToken: cancel));
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
