using Dapper;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Bench.Soak;

/// <summary>
/// The run ledger on a real PostgreSQL: workers that claim, sleep past their lease, die, and come back as zombies, in
/// random order (运行台账).
/// </summary>
internal sealed class LedgerProof(Database database) : IProof
{
    private const int Workers = 4;

    private static readonly TimeSpan Lease = TimeSpan.FromMilliseconds(60);

    public string Name => "ledger";

    public string Law =>
        "each chunk's effect is committed exactly once, the run closes exactly once and after its last chunk, whatever "
        + "workers sleep, die or wake up too late";

    public static string Schema =>
        """
        CREATE SCHEMA IF NOT EXISTS soak;
        CREATE TABLE IF NOT EXISTS soak.effect (run_id bigint NOT NULL, chunk int NOT NULL, token bigint NOT NULL);
        CREATE TABLE IF NOT EXISTS soak.closing (run_id bigint NOT NULL, effects bigint NOT NULL);
        """;

    public async Task<ProofFigures> RunAsync(int seed, CancellationToken cancel)
    {
        var random = new Random(seed);
        var chunks = random.Next(1, 25);
        var closer = new RunCloser(new JobCatalog([new EffectPipeline()]));
        var run = await StartAsync(chunks, cancel);
        var seeds = Enumerable.Range(0, Workers).Select(_ => random.Next()).ToList();
        var figures = await Task.WhenAll(seeds.Select(
            s => Task.Run(() => WorkAsync(run, closer, new Random(s), cancel), cancel)));
        await CheckAsync(run, chunks, cancel);
        var sum = new ProofFigures();
        sum.Note("chunks", chunks);
        foreach (var worker in figures)
        {
            sum.Add(worker);
        }

        return sum;
    }

    private Task<Run> StartAsync(int chunks, CancellationToken cancel) => database.InTransactionAsync(
        async (_, transaction) =>
        {
            var id = await RunStore.AddAsync(
                transaction, new RunRequest(EffectPipeline.PipelineName, "", null, "soak"));
            await ChunkStore.AddAsync(transaction, id, [.. Enumerable.Repeat("{}", chunks)]);
            await RunStore.StartAsync(transaction, id, chunks, null, null);
            return await RunStore.LockAsync(transaction, id);
        },
        cancel);

    private async Task<ProofFigures> WorkAsync(Run run, RunCloser closer, Random random, CancellationToken cancel)
    {
        var store = new ChunkStore(database);
        var figures = new ProofFigures();
        var zombies = new List<Task>();
        while (await store.NextClaimableInAsync(run.Id, cancel) is { } wait)
        {
            if (await store.ClaimAsync(run.Id, "soak", Lease, cancel) is not { } chunk)
            {
                await Task.Delay(wait + TimeSpan.FromMilliseconds(5), cancel);
                continue;
            }

            figures.Note("claims");
            var scope = new ChunkScope(database, store, closer, run, chunk, Lease, cancel);
            var nap = random.Next(100);
            switch (random.Next(10))
            {
                case 0:
                    figures.Note("died");
                    break;
                case 1:
                    // The worker hangs and goes on elsewhere; what it left wakes up after the lease.
                    zombies.Add(CommitAsync(scope, figures, Lease + TimeSpan.FromMilliseconds(nap), cancel));
                    break;
                default:
                    await CommitAsync(scope, figures, TimeSpan.FromMilliseconds(random.Next(3) == 0 ? nap : 0), cancel);
                    break;
            }
        }

        await Task.WhenAll(zombies);
        return figures;
    }

    private static async Task CommitAsync(
        ChunkScope scope, ProofFigures figures, TimeSpan nap, CancellationToken cancel)
    {
        string outcome;
        try
        {
            await scope.CommitAsync(async transaction =>
            {
                await Sql.ExecuteAsync(
                    transaction,
                    "INSERT INTO soak.effect (run_id, chunk, token) VALUES (@run, @chunk, @token)",
                    cancel,
                    new { run = scope.Run.Id, chunk = scope.Chunk.No, token = scope.Chunk.Token });
                await Task.Delay(nap, cancel);
                return new ChunkProgress(true, 1, 0);
            });
            outcome = "committed";
        }
        catch (FencedException)
        {
            outcome = "fenced";
        }

        lock (figures)
        {
            figures.Note(outcome);
        }
    }

    private async Task CheckAsync(Run run, int chunks, CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        var ended = await connection
            .QuerySingleAsync<(string Status, int Remaining, long Effects, long Chunks, long Closings)>(
            new CommandDefinition(
                """
                SELECT r.status, r.remaining, (SELECT count(*) FROM soak.effect WHERE run_id = r.id),
                       (SELECT count(DISTINCT chunk) FROM soak.effect WHERE run_id = r.id),
                       (SELECT count(*) FROM soak.closing WHERE run_id = r.id AND effects = @chunks)
                  FROM ops.run r WHERE r.id = @id
                """,
                new { id = run.Id, chunks },
                cancellationToken: cancel));
        ProofException.Unless(
            ended == (RunStatus.Succeeded, 0, chunks, chunks, 1L),
            $"Run {run.Id} of {chunks} chunks: status {ended.Status}, {ended.Remaining} remaining, {ended.Effects} "
            + $"effects of {ended.Chunks} chunks, closed {ended.Closings} times after all of them.");
    }

    private sealed class EffectPipeline : IPipeline
    {
        public const string PipelineName = "soak";

        public string Name => PipelineName;

        public Task<RunPlan> PlanAsync(Run run, NpgsqlTransaction transaction, CancellationToken cancel) =>
            throw new InvalidOperationException("The proof plans by itself.");

        public Task ExecuteAsync(ChunkScope chunk) =>
            throw new InvalidOperationException("The proof works chunks off by itself.");

        public async Task<RunEnd> CloseAsync(Run run, NpgsqlTransaction transaction, CancellationToken cancel)
        {
            await Sql.ExecuteAsync(
                transaction,
                "INSERT INTO soak.closing SELECT @id, count(*) FROM soak.effect WHERE run_id = @id",
                cancel,
                new { id = run.Id });
            return new RunEnd(true, "{}");
        }
    }
}
