using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace DealerIntegration.Worker.Tests.Jobs;

/// <summary>What becomes of a run when a chunk or the plan fails.</summary>
public sealed class FailureTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Tries_a_chunk_again_after_a_transient_failure()
    {
        var pipeline = new CountingPipeline(chunks: 2);
        await using var hub = await OpenAsync(pipeline);
        pipeline.AfterEffect = async chunk =>
        {
            if (chunk.Chunk is { No: 1, Attempts: 1 })
            {
                // Short enough to be waited for: the pause after a first failure is two seconds.
                throw new IOException("the line\0broke");
            }

            if (chunk.Chunk.No == 2)
            {
                Assert.Equal(["IOException: the linebroke"], await hub.RowsAsync(
                    "SELECT error FROM ops.run_chunk WHERE no = 1"));
            }
        };
        var run = await hub.RunAsync(pipeline.Name);
        Assert.Equal((RunStatus.Succeeded, null), (run.Status, run.Error));
        Assert.Equal(["1|2", "2|1"], await hub.RowsAsync("SELECT no, attempt FROM public.work ORDER BY no"));
        Assert.Equal(0, await hub.CountAsync("ops.run_chunk WHERE error IS NOT NULL"));
    }

    [Fact]
    public async Task Fails_the_run_when_transient_failures_do_not_end()
    {
        var pipeline = new CountingPipeline { BeforeEffect = _ => throw new TimeoutException("still busy") };
        await using var hub = await OpenAsync(pipeline, new TestConfig { ChunkAttempts = 2 });
        var run = await hub.RunAsync(pipeline.Name);
        Assert.Equal(2, pipeline.Thrown.Count);
        Assert.Equal(
            (RunStatus.Failed, "transient", "TimeoutException: still busy"), (run.Status, run.ErrorKind, run.Error));
    }

    [Fact]
    public async Task Fails_at_once_when_the_configuration_is_wrong()
    {
        var pipeline = new CountingPipeline(chunks: 3)
        {
            BeforeEffect = _ => throw new ConfigurationException("x.json:3: no such member"),
        };
        await using var hub = await OpenAsync(pipeline);
        var run = await hub.RunAsync(pipeline.Name);
        Assert.Single(pipeline.Thrown);
        Assert.Equal((RunStatus.Failed, "configuration"), (run.Status, run.ErrorKind));
        Assert.Contains("x.json:3: no such member", run.Error);
    }

    [Fact]
    public async Task Stores_an_error_whose_text_PostgreSQL_cannot_hold_as_it_is()
    {
        var pipeline = new CountingPipeline
        {
            BeforeEffect = _ => throw new InvalidOperationException("cell \0 is odd" + new string('x', 10_000)),
        };
        await using var hub = await OpenAsync(pipeline);
        var run = await hub.RunAsync(pipeline.Name);
        Assert.Equal((RunStatus.Failed, "bug"), (run.Status, run.ErrorKind));
        Assert.StartsWith("InvalidOperationException: cell  is odd", run.Error);
        Assert.InRange(run.Error!.Length, 1, 2001);
    }

    [Fact]
    public async Task Saves_nothing_of_a_plan_that_fails()
    {
        var pipeline = new CountingPipeline(chunks: 3);
        await using var hub = await OpenAsync(pipeline);
        pipeline.WhilePlanning = async (run, transaction) =>
        {
            await Sql.ExecuteAsync(
                transaction,
                "INSERT INTO public.work VALUES (@id, 0, 'plan', 0)",
                CancellationToken.None,
                new { id = run.Id });
            throw new ConfigurationException("no such connector");
        };
        var failed = await hub.RunAsync(pipeline.Name);
        Assert.Equal((RunStatus.Failed, "configuration"), (failed.Status, failed.ErrorKind));
        Assert.Equal(0, await hub.CountAsync("public.work"));
        Assert.Equal(0, await hub.CountAsync("ops.run_chunk"));
    }

    [Fact]
    public async Task Does_not_end_well_what_has_failed_already()
    {
        var pipeline = new CountingPipeline(chunks: 2);
        await using var hub = await OpenAsync(pipeline);
        pipeline.BeforeEffect = async chunk =>
        {
            if (chunk.Chunk.No == 2)
            {
                await hub.Get<RunStore>().FailAsync(
                    chunk.Run.Id, "bug", "somebody else failed", CancellationToken.None);
            }
        };
        var run = await hub.RunAsync(pipeline.Name);
        Assert.Equal((RunStatus.Failed, "somebody else failed"), (run.Status, run.Error));
    }

    private async Task<TestHub> OpenAsync(CountingPipeline pipeline, TestConfig? config = null)
    {
        var hub = await TestHub.OpenAsync(postgres, config, services => services.AddSingleton<IPipeline>(pipeline));
        await CountingPipeline.CreateTableAsync(hub);
        return hub;
    }
}
