using System.Text.Json;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Observability;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Pipelines.Deliver;

/// <summary>
/// Sends what the outbox holds for one partner (推送). Every document ends done, refused or unknown; after an unclear
/// outcome the partner is asked for our key before anything is sent again.
/// </summary>
internal sealed class DeliverPipeline(
    Database database, ConnectorRegistry connectors, ILogger<DeliverPipeline> log) : IPipeline
{
    private const int DocumentsPerChunk = 100;
    private const int TriesPerRun = 4;

    // A partner that asks for more is left to the next run: a worker must not sleep through it.
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    public string Name => "deliver";

    public async Task<RunPlan> PlanAsync(Run run, NpgsqlTransaction transaction, CancellationToken cancel)
    {
        connectors.Target(connectors.Load(run.Scope));
        var open = await OutboxStore.OpenAsync(transaction, run.Scope, cancel);
        return new RunPlan([.. open.Chunk(DocumentsPerChunk).Select(ids => JsonSerializer.Serialize(ids))]);
    }

    public async Task ExecuteAsync(ChunkScope chunk)
    {
        var connector = chunk.Run.Scope;
        var target = connectors.Target(connectors.Load(connector));
        var ids = JsonSerializer.Deserialize<long[]>(chunk.Chunk.Content)!;
        var unknown = 0;
        foreach (var id in ids)
        {
            unknown += await SendAsync(target, connector, chunk.Run.Id, id, chunk.Cancel) ? 0 : 1;
        }

        await chunk.CommitAsync(_ => Task.FromResult(new ChunkProgress(true, ids.Length, unknown)));
    }

    public async Task<RunEnd> CloseAsync(Run run, NpgsqlTransaction transaction, CancellationToken cancel)
    {
        var summary = await OutboxStore.SummariseAsync(transaction, run.Scope, run.Id, cancel);
        var note = summary.Unknown > 0 ? $"{summary.Unknown} documents without a clear outcome; the next run asks again"
            : summary.Refused > 0 ? $"{summary.Refused} documents refused by {run.Scope}" : null;
        return new RunEnd(
            summary is { Unknown: 0, Refused: 0 }, JsonSerializer.Serialize(summary, JsonSerializerOptions.Web), note);
    }

    /// <summary>Tries until the outcome is clear or patience ends. False: still unknown.</summary>
    private async Task<bool> SendAsync(ITarget target, string connector, long run, long id, CancellationToken cancel)
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

            await Task.Delay(pause, cancel);
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
                var outcome = await DecideAsync(target, document, attempt.WasTried, cancel);
                await OutboxStore.EndAttemptAsync(transaction, id, attempt.No, outcome, run, cancel);
                return outcome;
            },
            cancel);

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
