using DealerIntegration.Connectors.Contract;
using DealerIntegration.Worker.Observability;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Pipelines.Deliver;

/// <summary>
/// Sends one document of the outbox (推送). It ends done, refused or unknown; after an unclear outcome the partner is
/// asked for our key before anything is sent again.
/// </summary>
internal sealed class OutboxSender(Database database, TimeProvider clock, ILogger<OutboxSender> log)
{
    private const int TriesPerRun = 4;

    // A partner that asks for more is left to the next run: a worker must not sleep through it.
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <summary>Tries until the outcome is clear or patience ends. False: still unknown.</summary>
    public async Task<bool> SendAsync(ITarget target, string connector, long run, long id, CancellationToken cancel)
    {
        for (var attempt = 1; attempt <= TriesPerRun; attempt++)
        {
            var outcome = await SendOnceAsync(target, run, id, cancel);
            if (outcome is not PushOutcome.Unknown unknown)
            {
                return true;
            }

            log.PushUnknown(id.ToString(), connector, unknown.Reason);
            var pause = unknown.RetryAfter ?? TimeSpan.FromSeconds(attempt);
            if (attempt == TriesPerRun || pause > LongestPause)
            {
                break;
            }

            await Task.Delay(pause, clock, cancel);
        }

        return false;
    }

    /// <summary>
    /// One attempt. The document's row stays locked from before the send until its outcome is stored: a second worker,
    /// or this one woken from the dead, waits for the lock and then finds the outcome. The attempt itself is committed
    /// first, on a connection of its own, so that a crash in between is seen as an unknown outcome.
    /// </summary>
    private Task<PushOutcome?> SendOnceAsync(ITarget target, long run, long id, CancellationToken cancel) =>
        database.InTransactionAsync<PushOutcome?>(
            async (_, transaction) =>
            {
                var entry = await OutboxStore.LockAsync(transaction, id, cancel);
                if (entry is null)
                {
                    return null;
                }

                var document = new PushDocument(entry.Kind, entry.Key, entry.DealerCode, entry.Payload);
                var attempt = await OutboxStore.BeginAttemptAsync(database, id, cancel);
                var outcome = await DecidedAsync(target, document, id, attempt, cancel);
                await OutboxStore.EndAttemptAsync(transaction, id, attempt.No, outcome, run, cancel);
                return outcome;
            },
            cancel);

    private async Task<PushOutcome> DecidedAsync(
        ITarget target, PushDocument document, long id, Attempt attempt, CancellationToken cancel)
    {
        try
        {
            return await DecideAsync(target, document, attempt.WasTried, cancel);
        }
        catch (ConnectorException e) when (e.Failure == ConnectorFailure.Configuration)
        {
            // A wrong address or sign-in stops the run before anything goes out; the next one need not ask about it.
            await OutboxStore.NotSentAsync(database, id, attempt.No, e.Message, cancel);
            throw;
        }
    }

    private static async Task<PushOutcome> DecideAsync(
        ITarget target, PushDocument document, bool wasTried, CancellationToken cancel)
    {
        try
        {
            if (wasTried && await target.FindAsync(document, cancel) is { } number)
            {
                return new PushOutcome.Done(number);
            }
        }
        catch (ConnectorException e) when (e.Failure == ConnectorFailure.Transient)
        {
            return new PushOutcome.Unknown(e.Message, e.RetryAfter);
        }

        return await target.PushAsync(document, cancel);
    }
}
