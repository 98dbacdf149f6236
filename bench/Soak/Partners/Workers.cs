using System.Text.Json;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Tests.Compliance.Partners;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Pipelines.Import;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Bench.Soak.Partners;

/// <summary>
/// Works runs off as the hub's job does, with the hub's own ledger and pipelines, but without a queue and without
/// waiting: a pause after a transient failure is over at once, and so is the lease of a worker that died.
/// </summary>
internal sealed class Workers(Rig rig, ProofFigures figures)
{
    private const int Attempts = 5;

    private static readonly TimeSpan Lease = TimeSpan.FromHours(1);

    private readonly RunStore _runs = new(rig.Database);
    private readonly ChunkStore _chunks = new(rig.Database);
    private readonly RunCloser _closer = new(rig.Catalog);

    public async Task<Run> RunAsync(
        string pipeline, string scope, Deaths deaths, CancellationToken cancel, string parameters = "{}")
    {
        var id = await rig.Database.InTransactionAsync(
            (_, transaction) => RunStore.AddAsync(
                transaction, new RunRequest(pipeline, scope, null, "soak", parameters)),
            cancel);
        await PlanAsync(id, cancel);
        var zombies = new List<Task>();
        var run = await FindAsync(id, cancel);
        for (; run.Status == RunStatus.Running; run = await FindAsync(id, cancel))
        {
            if (await _chunks.ClaimAsync(id, "soak", Lease, cancel) is not { } chunk)
            {
                // Whoever holds the last chunks is dead or asleep.
                await ExpireLeasesAsync(id, cancel);
                continue;
            }

            var work = ExecuteAsync(run, chunk, deaths, cancel);
            if (await Task.WhenAny(work, deaths.Asleep.Task) == work)
            {
                await work;
                continue;
            }

            figures.Note("workers asleep");
            deaths.Noticed();
            zombies.Add(FencedAsync(work, id, chunk, cancel));
        }

        deaths.WakeAll();
        await Task.WhenAll(zombies);
        return run;
    }

    // As the job plans: in one transaction with the run's start.
    private async Task PlanAsync(long id, CancellationToken cancel)
    {
        try
        {
            await rig.Database.InTransactionAsync(
                async (_, transaction) =>
                {
                    var run = await RunStore.LockAsync(transaction, id);
                    var plan = await rig.Catalog.Get(run.Pipeline).PlanAsync(run, transaction, cancel);
                    await ChunkStore.AddAsync(transaction, id, plan.Chunks);
                    await RunStore.StartAsync(transaction, id, plan.Chunks.Count, plan.Watermark, plan.RulesHash);
                    if (plan.Chunks.Count == 0)
                    {
                        await _closer.CloseAsync(transaction, run, cancel);
                    }
                },
                cancel);
        }
        catch (ConnectorException e)
        {
            await _runs.FailAsync(id, RunJob.FailureOf(e, cancel)!, ErrorText.Short(e), cancel);
        }
    }

    // False: nothing came of it.
    private async Task<bool> ExecuteAsync(Run run, Chunk chunk, Deaths deaths, CancellationToken cancel)
    {
        var scope = new ChunkScope(rig.Database, _chunks, _closer, run, chunk, Lease, cancel);
        try
        {
            await (run.Pipeline == "import" ? PullAsync(scope, deaths) : DeliverAsync(scope, deaths));
            return true;
        }
        catch (WorkerDiedException)
        {
            figures.Note("workers died");
        }
        catch (Exception e) when (RunJob.FailureOf(e, cancel) is { } failure and not "bug")
        {
            if (failure == "transient" && chunk.Attempts < Attempts)
            {
                figures.Note(e is PostgresException ? "races lost" : "chunks given back");
                await _chunks.ReleaseAsync(run.Id, chunk, ErrorText.Short(e), TimeSpan.Zero, cancel);
            }
            else
            {
                await _runs.FailAsync(run.Id, failure, ErrorText.Short(e), cancel, chunk);
            }
        }

        return false;
    }

    // As ImportPipeline does it, from a source whose worker may die.
    private async Task PullAsync(ChunkScope chunk, Deaths deaths)
    {
        var file = rig.Connectors.Load(rig.Source);
        var pull = new PartPull(
            chunk, file, file.Datasets[0],
            new DyingSource(new WatchedSource(rig.Connectors.Source(file), rig.Stage), deaths),
            ImportPart.Of(chunk.Chunk.Content));
        await pull.ResumeAsync(rig.Database);
        while (!await pull.PassAsync())
        {
        }
    }

    // As DeliverPipeline does it, to a target whose worker may die.
    private async Task DeliverAsync(ChunkScope chunk, Deaths deaths)
    {
        var file = rig.Connectors.Load(rig.Source);
        var target = new DyingTarget(rig.Connectors.Target(file), deaths);
        var ids = JsonSerializer.Deserialize<long[]>(chunk.Chunk.Content)!;
        var unknown = await rig.Sender.SendAsync(
            target, SettlingTime.Of(file), rig.Source, chunk.Run.Id, ids, chunk.Cancel);
        await chunk.CommitAsync(_ => Task.FromResult(new ChunkProgress(true, ids.Length, unknown)));
    }

    // Where another worker has taken the chunk over, what a sleeper does when it wakes up must come to nothing.
    private async Task FencedAsync(Task<bool> work, long run, Chunk chunk, CancellationToken cancel)
    {
        try
        {
            if (!await work)
            {
                return;
            }
        }
        catch (FencedException)
        {
            figures.Note("zombies fenced");
            return;
        }

        var token = await rig.Database.RolledBackAsync(
            async transaction => (await Sql.QueryAsync<long>(
                transaction, "SELECT token FROM ops.run_chunk WHERE run_id = @run AND no = @no", cancel,
                new { run, no = chunk.No })).Single(),
            cancel);
        ProofException.Unless(token == chunk.Token, "A worker that had lost its chunk went on without being stopped.");
    }

    private Task ExpireLeasesAsync(long run, CancellationToken cancel) => rig.Database.InTransactionAsync(
        (_, transaction) => Sql.ExecuteAsync(
            transaction,
            "UPDATE ops.run_chunk SET lease_until = NULL WHERE run_id = @run AND status = 'open'",
            cancel,
            new { run }),
        cancel);

    private async Task<Run> FindAsync(long id, CancellationToken cancel) =>
        await _runs.FindAsync(id, cancel) ?? throw new ProofException($"Run {id} is gone.");
}
