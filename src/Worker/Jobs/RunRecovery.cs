using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Observability;
using DealerIntegration.Worker.Storage;
using Hangfire;
using Npgsql;

namespace DealerIntegration.Worker.Jobs;

/// <summary>
/// Looks for runs with work that no job knows of: the process died between commit and enqueue, a job was lost, a
/// worker was killed. Such a run is simply enqueued again; a job too many finds no chunk and ends.
/// </summary>
internal sealed class RunRecovery(RunStore runs, RunStarter starter, HubOptions options, ILogger<RunRecovery> log)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = TimeSpan.FromSeconds(options.Work.RecoverySeconds);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RecoverAsync(pause, stoppingToken);
            }
            catch (Exception e) when (e is NpgsqlException or BackgroundJobClientException)
            {
                // The database was away for a moment: the hub lives on, and the next look finds the same runs.
                log.RecoveryFailed(e);
            }

            await Task.Delay(pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    internal async Task<int> RecoverAsync(TimeSpan quiet, CancellationToken cancel)
    {
        var stranded = await runs.TakeStrandedAsync(quiet, cancel);
        foreach (var run in stranded)
        {
            log.RunRecovered(run);
            await starter.WakeAsync(run, 1, cancel);
        }

        return stranded.Count;
    }
}
