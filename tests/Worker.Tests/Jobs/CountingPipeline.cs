using System.Collections.Concurrent;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Tests.Jobs;

/// <summary>A pipeline that writes one row per chunk into its own table, and does what a test tells it.</summary>
internal sealed class CountingPipeline(string name = "counting", int chunks = 1) : IPipeline
{
    private int _plans;
    private int _closes;
    private int _inFlight;
    private int _mostInFlight;

    public string Name => name;

    public int Plans => _plans;

    public int Closes => _closes;

    public int MostInFlight => _mostInFlight;

    /// <summary>Runs inside the plan, before it is saved.</summary>
    public Func<Run, NpgsqlTransaction, Task> WhilePlanning { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Runs with the chunk in hand, before its effect.</summary>
    public Func<ChunkScope, Task> BeforeEffect { get; set; } = _ => Task.CompletedTask;

    /// <summary>Runs in the transaction of the effect, after the row was written.</summary>
    public Func<ChunkScope, Task> AfterEffect { get; set; } = _ => Task.CompletedTask;

    public Func<Run, Task> WhileClosing { get; set; } = _ => Task.CompletedTask;

    /// <summary>What came out of the chunks, fences included.</summary>
    public ConcurrentQueue<Exception> Thrown { get; } = [];

    public static Task CreateTableAsync(TestHub hub) => hub.ExecuteAsync(
        "CREATE TABLE public.work (run bigint NOT NULL, no int NOT NULL, content text NOT NULL, attempt int NOT NULL)");

    public async Task<RunPlan> PlanAsync(Run run, NpgsqlTransaction transaction, CancellationToken cancel)
    {
        Interlocked.Increment(ref _plans);
        await WhilePlanning(run, transaction);
        return new RunPlan([.. Enumerable.Range(1, chunks).Select(i => $"[{i}]")]);
    }

    public async Task ExecuteAsync(ChunkScope chunk)
    {
        var now = Interlocked.Increment(ref _inFlight);
        InterlockedMax(ref _mostInFlight, now);
        try
        {
            await BeforeEffect(chunk);
            await chunk.CommitAsync(async transaction =>
            {
                await Sql.ExecuteAsync(
                    transaction,
                    "INSERT INTO public.work (run, no, content, attempt) VALUES (@run, @no, @content, @attempt)",
                    chunk.Cancel,
                    new
                    {
                        run = chunk.Run.Id,
                        no = chunk.Chunk.No,
                        content = chunk.Chunk.Content,
                        attempt = chunk.Chunk.Attempts,
                    });
                await AfterEffect(chunk);
                return new ChunkProgress(true, 10, 1);
            });
        }
        catch (Exception e)
        {
            Thrown.Enqueue(e);
            throw;
        }
        finally
        {
            Interlocked.Decrement(ref _inFlight);
        }
    }

    public async Task<RunEnd> CloseAsync(Run run, NpgsqlTransaction transaction, CancellationToken cancel)
    {
        Interlocked.Increment(ref _closes);
        await WhileClosing(run);
        var rows = await Sql.QueryAsync<long>(
            transaction, "SELECT count(*) FROM public.work WHERE run = @id", cancel, new { id = run.Id });
        return new RunEnd(true, $$"""{"rows": {{rows[0]}}}""");
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = target; value > seen; seen = target)
        {
            if (Interlocked.CompareExchange(ref target, value, seen) == seen)
            {
                return;
            }
        }
    }
}

/// <summary>A pipeline made of two counting ones.</summary>
internal sealed class TwoSteps : ISteppedPipeline
{
    public string Name => "two-steps";

    public IReadOnlyList<RunStep> Steps { get; } = [new("first", "a"), new("second", "b")];

    public Task<RunPlan> PlanAsync(Run run, NpgsqlTransaction transaction, CancellationToken cancel) =>
        Task.FromResult(new RunPlan([]));

    public Task ExecuteAsync(ChunkScope chunk) => throw new InvalidOperationException("Its steps do the work.");

    public Task<RunEnd> CloseAsync(Run run, NpgsqlTransaction transaction, CancellationToken cancel) =>
        StepReport.OfAsync(transaction, run.Id, cancel);
}
