using System.ComponentModel;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Months;
using DealerIntegration.Worker.Observability;
using DealerIntegration.Worker.Storage;
using Hangfire;
using Npgsql;

namespace DealerIntegration.Worker.Jobs;

/// <summary>
/// The only job class. A job carries a run's id and nothing else; it plans the run if nobody has, then takes chunks
/// until none is free. Running it twice, late, or on two machines at once changes nothing but the speed.
/// </summary>
internal sealed class RunJob(
    Database database,
    RunStore runs,
    ChunkStore chunks,
    JobCatalog catalog,
    RunCloser closer,
    RunStarter starter,
    Schedules schedules,
    PeriodDesk periods,
    HubOptions options,
    ILogger<RunJob> log)
{
    private static readonly string Worker = $"{Environment.MachineName}:{Environment.ProcessId}";

    private TimeSpan Lease => TimeSpan.FromSeconds(options.Work.LeaseSeconds);

    [AutomaticRetry(Attempts = 3)]
    [DisplayName("run {0}")]
    public async Task ExecuteAsync(long run, CancellationToken cancel)
    {
        try
        {
            // Whoever ends a step goes straight on with the next one; helpers join through the queue.
            for (long? next = run; next is { } id;)
            {
                next = await WorkAsync(id, cancel);
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Hangfire stores what it is thrown: no cell content, no secrets, no NUL, and short.
            throw new InvalidOperationException(ErrorText.Short(e));
        }
    }

    /// <summary>
    /// Opens the run of a recurring schedule; the period follows from the schedule, not from the tick.
    /// </summary>
    [AutomaticRetry(Attempts = 3)]
    [DisplayName("schedule {0}")]
    public Task OpenScheduledAsync(string schedule, CancellationToken cancel) => schedules.OpenAsync(schedule, cancel);

    /// <summary>Works on a run until it has no free chunk; returns the run that follows it, if it ended.</summary>
    private async Task<long?> WorkAsync(long id, CancellationToken cancel)
    {
        var run = await runs.FindAsync(id, cancel)
            ?? throw new InvalidOperationException($"Run {id} does not exist.");
        if (run.Status == RunStatus.Queued)
        {
            run = await TryPlanAsync(run, cancel);
        }

        while (run is { Status: RunStatus.Running })
        {
            if (await chunks.ClaimAsync(run.Id, Worker, Lease, cancel) is { } chunk)
            {
                await ExecuteChunkAsync(run, chunk, cancel);
            }
            else if (await chunks.NextClaimableInAsync(run.Id, cancel) is { } wait && wait < Lease / 2)
            {
                // A chunk rests after a transient failure: staying costs less than being woken again.
                await Task.Delay(wait + TimeSpan.FromMilliseconds(50), cancel);
            }
            else
            {
                break;
            }

            run = await runs.FindAsync(id, cancel);
        }

        if (run is null)
        {
            return null;
        }

        if (run.HasEnded)
        {
            await periods.AdvanceAsync(run, cancel);
        }

        return await NextAsync(run, cancel);
    }

    private async Task<Run?> TryPlanAsync(Run run, CancellationToken cancel)
    {
        try
        {
            await PlanAsync(run, cancel);
        }
        catch (Exception e) when (FailureOf(e, cancel) is { } failure)
        {
            await FailAsync(run, failure, e, cancel);
        }

        var planned = await runs.FindAsync(run.Id, cancel);
        if (planned is { Status: RunStatus.Running, Chunks: > 1 })
        {
            // One is this worker; those of other processes and machines are wanted as much as our own.
            var helpers = Math.Min(planned.Chunks.Value, starter.WorkersEverywhere()) - 1;
            await starter.WakeAsync(run.Id, helpers, cancel);
        }

        return planned;
    }

    private Task PlanAsync(Run run, CancellationToken cancel) => database.InTransactionAsync(
        async (_, transaction) =>
        {
            var locked = await RunStore.LockAsync(transaction, run.Id);
            if (locked.Status != RunStatus.Queued)
            {
                return;
            }

            await PeriodGate.EnterAsync(transaction, locked, cancel);
            var plan = await catalog.Get(run.Pipeline).PlanAsync(locked, transaction, cancel);
            await ChunkStore.AddAsync(transaction, run.Id, plan.Chunks);
            await RunStore.StartAsync(transaction, run.Id, plan.Chunks.Count, plan.Watermark, plan.RulesHash);
            var started = locked with
            {
                Status = RunStatus.Running,
                Watermark = plan.Watermark,
                Chunks = plan.Chunks.Count,
            };
            if (catalog.StepsOf(run.Pipeline) is not null)
            {
                await closer.OpenStepAsync(transaction, started, 0, cancel);
            }
            else if (plan.Chunks.Count == 0)
            {
                await closer.CloseAsync(transaction, started, cancel);
            }
        },
        cancel);

    private async Task ExecuteChunkAsync(Run run, Chunk chunk, CancellationToken cancel)
    {
        await using var heartbeat = new LeaseHeartbeat(chunks, run.Id, chunk, Lease, log, cancel);
        try
        {
            var scope = new ChunkScope(database, chunks, closer, run, chunk, Lease, heartbeat.Token);
            await catalog.Get(run.Pipeline).ExecuteAsync(scope);
        }
        catch (FencedException e)
        {
            log.ChunkFenced(run.Id, chunk.No, e.Message);
        }
        catch (OperationCanceledException) when (heartbeat.Lost && !cancel.IsCancellationRequested)
        {
            log.ChunkFenced(run.Id, chunk.No, "the lease was lost while working");
        }
        catch (Exception e) when (FailureOf(e, cancel) is { } failure)
        {
            if (failure == "transient" && chunk.Attempts < options.Work.ChunkAttempts)
            {
                var pause = (e as ConnectorException)?.RetryAfter ?? TimeSpan.FromSeconds(Math.Min(1 << chunk.Attempts,
                    30));
                log.ChunkReleased(run.Id, chunk.No, chunk.Attempts, pause, ErrorText.Short(e));
                await chunks.ReleaseAsync(run.Id, chunk, ErrorText.Short(e), pause, cancel);
                return;
            }

            await FailAsync(run, failure, e, cancel, chunk);
        }
    }

    private async Task FailAsync(Run run, string failure, Exception e, CancellationToken cancel, Chunk? chunk = null)
    {
        if (await runs.FailAsync(run.Id, failure, ErrorText.Short(e), cancel, chunk))
        {
            log.RunFailed(e, run.Id, run.Pipeline, run.Scope, failure);
        }
        else if (chunk is not null)
        {
            log.ChunkFenced(run.Id, chunk.No, ErrorText.Short(e));
        }
    }

    private async Task<long?> NextAsync(Run run, CancellationToken cancel)
    {
        var parent = catalog.StepsOf(run.Pipeline) is not null ? run.Id : run.HasEnded ? run.ParentId : null;
        var family = parent is { } id ? await runs.FamilyAsync(id, cancel) : [];
        return family.FirstOrDefault(r => r.ParentId == parent && r.Status == RunStatus.Queued)?.Id;
    }

    /// <summary>The kind of a failure; null for a stop of the hub, which is not one.</summary>
    internal static string? FailureOf(Exception e, CancellationToken cancel) => e switch
    {
        OperationCanceledException when cancel.IsCancellationRequested => null,
        ConnectorException { Failure: ConnectorFailure.Transient } => "transient",
        NpgsqlException { IsTransient: true } => "transient",
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: var name }
            when IsRace(name) => "transient",
        IOException or TimeoutException => "transient",
        ConnectorException or ConfigurationException => "configuration",
        _ => "bug",
    };

    // Two workers brought the same document, or two settlements the same posting, at the same moment: the second try
    // sees what the first one wrote.
    private static bool IsRace(string? constraint) =>
        constraint == "posting_pkey" || constraint?.EndsWith("_current", StringComparison.Ordinal) == true;
}
