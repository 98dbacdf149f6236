using DealerIntegration.Worker.Storage;
using Hangfire;

namespace DealerIntegration.Worker.Jobs;

/// <summary>Makes runs and wakes workers for them.</summary>
internal sealed class RunStarter(Database database, RunStore runs, IBackgroundJobClient hangfire)
{
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
