using DealerIntegration.Connectors.Contract;
using DealerIntegration.Worker.Observability;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Pipelines.Deliver;

/// <summary>
/// Sends documents of the outbox (推送), as many in one call as the partner takes. Each ends done, refused or unknown;
/// after an unclear outcome the partner is asked for our key before anything is sent again.
/// </summary>
internal sealed class OutboxSender(Database database, TimeProvider clock, ILogger<OutboxSender> log)
{
    private const int TriesPerRun = 4;

    // A partner that asks for more is left to the next run: a worker must not sleep through it.
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <summary>Tries until the outcomes are clear or patience ends.</summary>
    /// <returns>How many documents are still without a clear outcome.</returns>
    public async Task<int> SendAsync(
        ITarget target, string connector, long run, IReadOnlyList<long> ids, CancellationToken cancel)
    {
        var partner = OneByOne.Of(target);
        var unknown = 0;
        foreach (var together in ids.Chunk(partner.LargestBatch))
        {
            unknown += await TryAsync(partner, connector, run, together, cancel);
        }

        return unknown;
    }

    private async Task<int> TryAsync(
        IBatchTarget partner, string connector, long run, IReadOnlyList<long> ids, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            var unknown = await SendOnceAsync(partner, run, ids, cancel);
            foreach (var (id, outcome) in unknown)
            {
                log.PushUnknown(id.ToString(), connector, outcome.Reason);
            }

            var pause = unknown.Max(u => u.Outcome.RetryAfter) ?? TimeSpan.FromSeconds(attempt);
            if (unknown.Count == 0 || attempt == TriesPerRun || pause > LongestPause)
            {
                return unknown.Count;
            }

            await Task.Delay(pause, clock, cancel);
            ids = [.. unknown.Select(u => u.Id)];
        }
    }

    /// <summary>
    /// One attempt. The rows of the documents stay locked from before the send until the outcomes are stored: a second
    /// worker, or this one woken from the dead, waits for the lock and then finds the outcomes. The attempts themselves
    /// are committed first, on a connection of their own, so that a crash in between is seen as an unknown outcome.
    /// </summary>
    private Task<List<StillUnknown>> SendOnceAsync(
        IBatchTarget partner, long run, IReadOnlyList<long> ids, CancellationToken cancel) =>
        database.InTransactionAsync(
            async (_, transaction) =>
            {
                var unknown = new List<StillUnknown>();
                var entries = await OutboxStore.LockAsync(transaction, ids, cancel);
                if (entries.Count == 0)
                {
                    return unknown;
                }

                var attempts = await OutboxStore.BeginAttemptsAsync(
                    database, [.. entries.Select(e => e.Id)], cancel);
                var outcomes = await DecidedAsync(partner, entries, attempts, cancel);
                foreach (var (entry, outcome) in entries.Zip(outcomes))
                {
                    await OutboxStore.EndAttemptAsync(
                        transaction, entry.Id, attempts[entry.Id].No, outcome, run, cancel);
                    if (outcome is PushOutcome.Unknown open)
                    {
                        unknown.Add(new StillUnknown(entry.Id, open));
                    }
                }

                return unknown;
            },
            cancel);

    private async Task<IReadOnlyList<PushOutcome>> DecidedAsync(
        IBatchTarget partner,
        IReadOnlyList<OpenDocument> entries,
        IReadOnlyDictionary<long, Attempt> attempts,
        CancellationToken cancel)
    {
        try
        {
            return await DecideAsync(partner, entries, e => attempts[e.Id].WasTried, cancel);
        }
        catch (ConnectorException e) when (e.Failure == ConnectorFailure.Configuration)
        {
            // A wrong address or sign-in stops the run before anything goes out; the next one need not ask about it.
            await OutboxStore.NotSentAsync(database, attempts.Values, e.Message, cancel);
            throw;
        }
    }

    private static async Task<IReadOnlyList<PushOutcome>> DecideAsync(
        IBatchTarget partner,
        IReadOnlyList<OpenDocument> entries,
        Func<OpenDocument, bool> wasTried,
        CancellationToken cancel)
    {
        var outcomes = new Dictionary<long, PushOutcome>();
        var tried = entries.Where(wasTried).ToList();
        if (tried.Count > 0)
        {
            var found = await partner.FindAllAsync([.. tried.Select(e => e.Document)], cancel);
            foreach (var (entry, known) in tried.Zip(found).Where(f => f.Second is not null))
            {
                outcomes[entry.Id] = known!;
            }
        }

        var toSend = entries.Where(e => !outcomes.ContainsKey(e.Id)).ToList();
        if (toSend.Count > 0)
        {
            var sent = await partner.PushAllAsync([.. toSend.Select(e => e.Document)], cancel);
            foreach (var (entry, outcome) in toSend.Zip(sent))
            {
                outcomes[entry.Id] = outcome;
            }
        }

        return [.. entries.Select(e => outcomes[e.Id])];
    }

    private sealed record StillUnknown(long Id, PushOutcome.Unknown Outcome);
}
