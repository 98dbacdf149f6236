using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Jobs;

/// <summary>
/// Ends runs. A step that ends opens the next step of its parent in the same transaction, so that a process that dies
/// in between leaves a queued run for <see cref="RunRecovery"/> instead of a hole.
/// </summary>
internal sealed class RunCloser(JobCatalog catalog)
{
    /// <summary>Counts one chunk down; the last one closes the run. True: the run has ended.</summary>
    public async Task<bool> CountDownAsync(NpgsqlTransaction transaction, Run run, CancellationToken cancel)
    {
        return await RunStore.CountDownAsync(transaction, run.Id) && await CloseAsync(transaction, run, cancel);
    }

    /// <summary>Ends a run, unless its pipeline has opened chunks of it again. True: the run has ended.</summary>
    public async Task<bool> CloseAsync(NpgsqlTransaction transaction, Run run, CancellationToken cancel)
    {
        var end = await catalog.Get(run.Pipeline).CloseAsync(run, transaction, cancel);
        if (ReferenceEquals(end, RunEnd.NotYet))
        {
            return false;
        }

        await RunStore.EndAsync(transaction, run, end);
        if (run is { ParentId: { } parentId, Step: { } step })
        {
            var parent = await RunStore.LockAsync(transaction, parentId);
            await OpenStepAsync(transaction, parent, step + 1, cancel);
        }

        return true;
    }

    /// <summary>Opens a step of a run made of steps, or closes that run after the last one.</summary>
    public async Task OpenStepAsync(NpgsqlTransaction transaction, Run parent, int step, CancellationToken cancel)
    {
        if (parent.HasEnded)
        {
            return;
        }

        if (catalog.StepsOf(parent.Pipeline) is { } steps && step < steps.Count)
        {
            await RunStore.AddAsync(
                transaction,
                new RunRequest(steps[step].Pipeline, steps[step].Scope, parent.Period, parent.AskedBy),
                parent.Id,
                step);
            return;
        }

        await CloseAsync(transaction, parent, cancel);
    }
}
