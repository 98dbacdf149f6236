using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace DealerIntegration.Worker.Tests.Jobs;

/// <summary>Who may work on a chunk, and that its effect happens once.</summary>
public sealed class ChunkTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Plans_once_although_several_jobs_start_at_once()
    {
        var pipeline = new CountingPipeline(chunks: 5) { WhilePlanning = (_, _) => Task.Delay(100) };
        await using var hub = await OpenAsync(pipeline);
        var run = await hub.RunAsync(pipeline.Name, jobs: 4);
        Assert.Equal(RunStatus.Succeeded, run.Status);
        Assert.Equal((1, 1), (pipeline.Plans, pipeline.Closes));
        Assert.Equal((5, 0), (run.Chunks, run.Remaining));
    }

    [Fact]
    public async Task Does_every_chunk_exactly_once_with_four_jobs()
    {
        var pipeline = new CountingPipeline(chunks: 60) { BeforeEffect = _ => Task.Delay(3) };
        await using var hub = await OpenAsync(pipeline);
        var run = await hub.RunAsync(pipeline.Name, jobs: 4);
        Assert.Equal(RunStatus.Succeeded, run.Status);
        Assert.InRange(pipeline.MostInFlight, 2, 4);
        Assert.Equal("60|60|60", (await hub.RowsAsync(
            "SELECT count(*), count(DISTINCT no), count(DISTINCT content) FROM public.work")).Single());
        Assert.Equal("""{"rows": 60}""", run.Counts);
        Assert.Equal((60, 60, 600L, 60L), await hub.Get<RunStore>().ProgressAsync(run.Id, CancellationToken.None));
    }

    [Fact]
    public async Task Fences_a_worker_whose_chunk_another_one_has_finished()
    {
        var pipeline = new CountingPipeline();
        await using var hub = await OpenAsync(pipeline);
        pipeline.BeforeEffect = async chunk =>
        {
            if (chunk.Chunk.Attempts == 1)
            {
                await hub.ExpireLeasesAsync(chunk.Run.Id);
                await hub.WorkAsync(chunk.Run.Id);
            }
        };
        var run = await hub.RunAsync(pipeline.Name);
        Assert.Equal(RunStatus.Succeeded, run.Status);
        Assert.IsType<FencedException>(Assert.Single(pipeline.Thrown));
        Assert.Equal(["1|2"], await hub.RowsAsync("SELECT no, attempt FROM public.work"));
        Assert.Equal(1, pipeline.Closes);
    }

    [Fact]
    public async Task Fences_a_worker_whose_chunk_another_one_has_in_hand()
    {
        var pipeline = new CountingPipeline();
        await using var hub = await OpenAsync(pipeline);
        pipeline.AfterEffect = chunk => StealAsync(hub, chunk);
        var run = await hub.RunAsync(pipeline.Name);
        Assert.IsType<FencedException>(Assert.Single(pipeline.Thrown));
        Assert.Equal((RunStatus.Running, 1), (run.Status, run.Remaining));
        Assert.Equal(0, await hub.CountAsync("public.work"));
    }

    [Fact]
    public async Task Cancels_the_work_on_a_chunk_whose_lease_was_lost()
    {
        var pipeline = new CountingPipeline();
        await using var hub = await OpenAsync(pipeline, new TestConfig { LeaseSeconds = 1 });
        pipeline.BeforeEffect = async chunk =>
        {
            await StealAsync(hub, chunk);
            await Task.Delay(TimeSpan.FromSeconds(20), chunk.Cancel);
        };
        var run = await hub.RunAsync(pipeline.Name);
        Assert.IsAssignableFrom<OperationCanceledException>(Assert.Single(pipeline.Thrown));
        Assert.Equal((RunStatus.Running, null), (run.Status, run.Error));
        Assert.Equal(0, await hub.CountAsync("public.work"));
    }

    [Fact]
    public async Task Keeps_a_chunk_that_takes_longer_than_the_lease()
    {
        // Each third of the lease a heartbeat is due; a busy machine may be late by seconds.
        var pipeline = new CountingPipeline { BeforeEffect = _ => Task.Delay(TimeSpan.FromSeconds(7)) };
        await using var hub = await OpenAsync(pipeline, new TestConfig { LeaseSeconds = 5 });
        var run = await hub.RunAsync(pipeline.Name, jobs: 2);
        Assert.Equal(RunStatus.Succeeded, run.Status);
        Assert.Equal(["1|1"], await hub.RowsAsync("SELECT no, attempt FROM public.work"));
    }

    [Fact]
    public async Task Keeps_a_chunk_although_the_database_missed_a_heartbeat()
    {
        var pipeline = new CountingPipeline();
        await using var hub = await OpenAsync(pipeline, new TestConfig { LeaseSeconds = 9 });
        var kept = false;
        pipeline.BeforeEffect = async chunk =>
        {
            // The connections that the next heartbeat finds in the pool are dead.
            await hub.ExecuteAsync(
                """
                SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                 WHERE datname = current_database() AND pid <> pg_backend_pid()
                """);
            Npgsql.NpgsqlConnection.ClearAllPools();
            await Task.Delay(TimeSpan.FromSeconds(12), chunk.Cancel);
            kept = await hub.ScalarAsync<bool>("SELECT lease_until > clock_timestamp() FROM ops.run_chunk");
        };
        var run = await hub.RunAsync(pipeline.Name);
        Assert.Equal((RunStatus.Succeeded, true), (run.Status, kept));
    }

    [Fact]
    public async Task Does_not_let_a_worker_without_its_lease_fail_the_run()
    {
        var pipeline = new CountingPipeline();
        await using var hub = await OpenAsync(pipeline);
        pipeline.BeforeEffect = async chunk =>
        {
            if (chunk.Chunk.Attempts == 1)
            {
                await StealAsync(hub, chunk);
                throw new InvalidOperationException("woken up too late");
            }
        };
        var run = await hub.RunAsync(pipeline.Name);
        Assert.Equal((RunStatus.Running, null), (run.Status, run.Error));
        await hub.ExpireLeasesAsync(run.Id);
        await hub.WorkAsync(run.Id);
        Assert.Equal(RunStatus.Succeeded, (await hub.FindAsync(run.Id)).Status);
    }

    [Fact]
    public async Task Leaves_the_chunk_open_when_the_hub_stops()
    {
        using var stop = new CancellationTokenSource();
        var pipeline = new CountingPipeline();
        await using var hub = await OpenAsync(pipeline);
        pipeline.BeforeEffect = async chunk =>
        {
            if (chunk.Chunk.Attempts == 1)
            {
                await stop.CancelAsync();
                await Task.Delay(TimeSpan.FromSeconds(20), chunk.Cancel);
            }
        };
        var id = await hub.AskAsync(pipeline.Name);
        // A job that returned normally would count as done, and nobody would come back to the run.
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hub.WorkAsync(id, stop.Token));
        var run = await hub.FindAsync(id);
        Assert.Equal((RunStatus.Running, null), (run.Status, run.Error));
        Assert.Equal(["open|1"], await hub.RowsAsync("SELECT status, attempts FROM ops.run_chunk"));
        await hub.ExpireLeasesAsync(id);
        await hub.WorkAsync(id);
        Assert.Equal(RunStatus.Succeeded, (await hub.FindAsync(id)).Status);
        Assert.Equal(["1|2"], await hub.RowsAsync("SELECT no, attempt FROM public.work"));
    }

    private static async Task StealAsync(TestHub hub, ChunkScope chunk)
    {
        await hub.ExpireLeasesAsync(chunk.Run.Id);
        var stolen = await hub.Get<ChunkStore>().ClaimAsync(
            chunk.Run.Id, "another worker", TimeSpan.FromHours(1), CancellationToken.None);
        Assert.True(stolen!.Token > chunk.Chunk.Token);
    }

    private async Task<TestHub> OpenAsync(CountingPipeline pipeline, TestConfig? config = null)
    {
        var hub = await TestHub.OpenAsync(postgres, config, services => services.AddSingleton<IPipeline>(pipeline));
        await CountingPipeline.CreateTableAsync(hub);
        return hub;
    }
}
