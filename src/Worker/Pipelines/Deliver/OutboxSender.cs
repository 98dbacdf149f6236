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

    // All pauses of a chunk together: a partner that is down is not waited for anew with each document.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Tries until the outcomes are clear or patience ends.</summary>
    /// <param name="settles">
    /// For how long a document without an answer may still take effect: as long it is looked up, but not sent again.
    /// </param>
    /// <returns>How many documents are still without a clear outcome.</returns>
    public async Task<int> SendAsync(
        ITarget target, TimeSpan settles, string connector, long run, IReadOnlyList<long> ids,
        CancellationToken cancel)
    {
        var partner = new Partner(OneByOne.Of(target), connector, settles) { Patience = Patience };
        var unknown = 0;
        foreach (var together in ids.Chunk(partner.Target.LargestBatch))
        {
            unknown += await TryAsync(partner, run, together, cancel);
        }

        return unknown;
    }

    private async Task<int> TryAsync(Partner partner, long run, IReadOnlyList<long> ids, CancellationToken cancel)
    {
        var later = 0;
        for (var attempt = 1; ; attempt++)
        {
            var unknown = await SendOnceAsync(partner, run, ids, cancel);
            foreach (var (id, outcome) in unknown)
            {
                log.PushUnknown(id.ToString(), partner.Connector, outcome.Reason);
            }

            var soon = unknown.FindAll(u => !(u.Outcome.RetryAfter > LongestPause));
            later += unknown.Count - soon.Count;
            var pause = soon.Max(u => u.Outcome.RetryAfter) ?? TimeSpan.FromSeconds(attempt);
            if (soon.Count == 0 || attempt == TriesPerRun || pause > partner.Patience)
            {
                return later + soon.Count;
            }

            partner.Patience -= pause;
            await Task.Delay(pause, clock, cancel);
            ids = [.. soon.Select(u => u.Id)];
        }
    }

    /// <summary>
    /// One attempt. The rows of the documents stay locked from before the send until the outcomes are stored: a second
    /// worker, or this one woken from the dead, waits for the lock and then finds the outcomes. The attempts themselves
    /// are committed first, on a connection of their own, so that a crash in between is seen as an unknown outcome.
    /// </summary>
    private Task<List<StillUnknown>> SendOnceAsync(
        Partner partner, long run, IReadOnlyList<long> ids, CancellationToken cancel) =>
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
        Partner partner,
        IReadOnlyList<OpenDocument> entries,
        IReadOnlyDictionary<long, Attempt> attempts,
        CancellationToken cancel)
    {
        try
        {
            return await DecideAsync(partner, entries, attempts, cancel);
        }
        catch (ConnectorException e) when (e.Failure == ConnectorFailure.Configuration)
        {
            // A wrong address or sign-in stops the run before anything goes out; the next one need not ask about it.
            await OutboxStore.NotSentAsync(database, attempts.Values, e.Message, cancel);
            throw;
        }
    }

    private static async Task<IReadOnlyList<PushOutcome>> DecideAsync(
        Partner partner,
        IReadOnlyList<OpenDocument> entries,
        IReadOnlyDictionary<long, Attempt> attempts,
        CancellationToken cancel)
    {
        var outcomes = new Dictionary<long, PushOutcome>();
        var tried = entries.Where(e => attempts[e.Id].WasTried).ToList();
        if (tried.Count > 0)
        {
            var found = await partner.Target.FindAllAsync([.. tried.Select(e => e.Document)], cancel);
            foreach (var (entry, known) in tried.Zip(found))
            {
                if ((known ?? partner.StillAtIt(attempts[entry.Id])) is { } outcome)
                {
                    // What was only looked up was not sent; the attempts before keep what they were.
                    outcomes[entry.Id] = outcome is PushOutcome.Unknown open
                        ? open with { MayHaveArrived = false }
                        : outcome;
                }
            }
        }

        var toSend = entries.Where(e => !outcomes.ContainsKey(e.Id)).ToList();
        if (toSend.Count > 0)
        {
            var sent = await partner.Target.PushAllAsync([.. toSend.Select(e => e.Document)], cancel);
            foreach (var (entry, outcome) in toSend.Zip(sent))
            {
                outcomes[entry.Id] = outcome;
            }
        }

        return [.. entries.Select(e => outcomes[e.Id])];
    }

    private sealed record Partner(IBatchTarget Target, string Connector, TimeSpan Settles)
    {
        /// <summary>How much longer the chunk may pause for it.</summary>
        public required TimeSpan Patience { get; set; }

        /// <summary>Null: whatever was sent has had its time, and what is not found may be sent again.</summary>
        public PushOutcome? StillAtIt(Attempt attempt)
        {
            if (attempt.SecondsSince is not { } seconds || seconds >= Settles.TotalSeconds)
            {
                return null;
            }

            var left = TimeSpan.FromSeconds(Math.Ceiling(Settles.TotalSeconds - seconds));
            return new PushOutcome.Unknown(
                $"It was sent {seconds:0} seconds ago without an answer. {Connector} does not have it yet, and may "
                + $"still be at it: it is sent again in {left.TotalSeconds:0} seconds at the earliest "
                + "(limits.settleSeconds).",
                left);
        }
    }

    private sealed record StillUnknown(long Id, PushOutcome.Unknown Outcome);
}
