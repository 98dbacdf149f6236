using DealerIntegration.Worker.Storage;
using Hangfire;

namespace DealerIntegration.Worker.Jobs;

/// <summary>Makes runs and wakes workers for them.</summary>
internal sealed class RunStarter(
    Database database, RunStore runs, IBackgroundJobClient hangfire, JobStorage storage, TimeProvider clock)
{
    // A server says every 30 seconds that it lives.
    private static readonly TimeSpan Silent = TimeSpan.FromMinutes(1);

    /// <summary>
    /// The run's row is committed first and the job enqueued after: a crash in between is found by
    /// <see cref="RunRecovery"/>, while the other order could wake a worker for a run that was rolled back.
    /// </summary>
    public async Task<long> StartAsync(RunRequest request, CancellationToken cancel)
    {
        var id = await database.InTransactionAsync(
            (_, transaction) => RunStore.AddAsync(transaction, request), cancel);
        await WakeAsync(id, 1, cancel);
        return id;
    }

    /// <summary>The background workers of all hub processes on this database.</summary>
    public int WorkersEverywhere()
    {
        var since = clock.GetUtcNow().UtcDateTime - Silent;
        return storage.GetMonitoringApi().Servers()
            .Where(server => (server.Heartbeat ?? server.StartedAt) > since)
            .Sum(server => server.WorkersCount);
    }

    /// <summary>Enqueues a run once per helper wanted; helpers that find no free chunk simply end.</summary>
    public async Task WakeAsync(long run, int helpers, CancellationToken cancel)
    {
        await runs.MarkEnqueuedAsync(run, cancel);
        for (var i = 0; i < helpers; i++)
        {
            hangfire.Enqueue<RunJob>(job => job.ExecuteAsync(run, CancellationToken.None));
        }
    }
}
