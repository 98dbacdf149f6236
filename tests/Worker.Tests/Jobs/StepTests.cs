using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace DealerIntegration.Worker.Tests.Jobs;

/// <summary>Runs made of other runs, and runs that follow earlier ones.</summary>
public sealed class StepTests(PostgresFixture postgres)
{
    private readonly CountingPipeline _first = new("first", chunks: 2);
    private readonly CountingPipeline _second = new("second", chunks: 2);

    [Fact]
    public async Task Opens_the_next_step_in_the_transaction_that_ends_the_one_before()
    {
        await using var hub = await OpenAsync();
        var together = false;
        _second.WhilePlanning = async (run, transaction) => together = (await Sql.QueryAsync<bool>(
            transaction,
            """
            SELECT a.xmin = b.xmin FROM ops.run a JOIN ops.run b USING (parent_id)
             WHERE a.step = 0 AND b.step = 1 AND a.parent_id = @parent
            """,
            CancellationToken.None,
            new { parent = run.ParentId })).Single();
        var run = await hub.RunAsync("two-steps", period: "2026-10");
        Assert.True(together);
        Assert.Equal((RunStatus.Succeeded, """{"steps": 2, "incomplete": 0}"""), (run.Status, run.Counts));
        Assert.Equal(
            ["first|a|0|succeeded|2026-10|test", "second|b|1|succeeded|2026-10|test"],
            await hub.RowsAsync(
                $"""
                SELECT pipeline, scope, step, status, period, asked_by FROM ops.run
                 WHERE parent_id = {run.Id} ORDER BY step
                """));
    }

    [Fact]
    public async Task Runs_each_step_once_although_several_jobs_work_on_it()
    {
        await using var hub = await OpenAsync();
        var run = await hub.RunAsync("two-steps", jobs: 4);
        // A job that came while a step was being closed may have left before the next one opened.
        await hub.WorkAsync(run.Id);
        Assert.Equal(RunStatus.Succeeded, (await hub.FindAsync(run.Id)).Status);
        Assert.Equal((1, 1, 1, 1), (_first.Plans, _second.Plans, _first.Closes, _second.Closes));
        Assert.Equal(4, await hub.CountAsync("public.work"));
    }

    [Fact]
    public async Task Fails_the_whole_when_a_step_fails_and_opens_no_further_one()
    {
        await using var hub = await OpenAsync();
        _first.BeforeEffect = _ => throw new ConfigurationException("no such folder");
        var run = await hub.RunAsync("two-steps");
        Assert.Equal((RunStatus.Failed, "configuration"), (run.Status, run.ErrorKind));
        Assert.Matches("^Step run [0-9]+ failed: .*no such folder", run.Error);
        Assert.Equal(["first|failed"], await hub.RowsAsync(
            $"SELECT pipeline, status FROM ops.run WHERE parent_id = {run.Id}"));
        Assert.Equal(0, _second.Plans);
    }

    [Fact]
    public async Task Closes_the_last_chunk_again_when_closing_broke_half_way()
    {
        await using var hub = await OpenAsync();
        var broken = false;
        _first.WhileClosing = _ =>
        {
            if (!broken)
            {
                broken = true;
                throw new IOException("lost while closing");
            }

            return Task.CompletedTask;
        };
        var run = await hub.RunAsync("two-steps");
        Assert.Equal(RunStatus.Succeeded, run.Status);
        Assert.Equal((2, 1), (_first.Closes, _second.Closes));
        Assert.Equal(["1|2", "2|2"], await hub.RowsAsync(
            "SELECT no, count(*) FROM public.work GROUP BY no ORDER BY no"));
    }

    [Fact]
    public async Task Closes_a_run_without_chunks_at_once()
    {
        var nothing = new CountingPipeline("nothing", chunks: 0);
        await using var hub = await OpenAsync(nothing);
        var run = await hub.RunAsync("nothing");
        Assert.Equal((RunStatus.Succeeded, 0, """{"rows": 0}"""), (run.Status, run.Chunks, run.Counts));
        Assert.NotNull(run.EndedAt);
    }

    [Fact]
    public async Task Supersedes_the_earlier_runs_of_the_same_scope_and_period_only()
    {
        await using var hub = await OpenAsync();
        var old = await hub.SucceedAsync("first", "D001", "2026-10");
        var other = await hub.SucceedAsync("first", "D002", "2026-10");
        var month = await hub.SucceedAsync("first", "D001", "2026-09");
        var without = await hub.SucceedAsync("first", "D001");
        _first.BeforeEffect = _ => throw new ConfigurationException("wrong");
        var failed = await hub.RunAsync("first", "D001", "2026-10");
        _first.BeforeEffect = _ => Task.CompletedTask;
        var again = await hub.SucceedAsync("first", "D001", "2026-10");
        Assert.Equal(
            [$"{old.Id}|{again.Id}", $"{other.Id}|", $"{month.Id}|", $"{without.Id}|", $"{failed.Id}|", $"{again.Id}|"],
            await hub.RowsAsync("SELECT id, superseded_by FROM ops.run ORDER BY id"));
    }

    private async Task<TestHub> OpenAsync(params IPipeline[] more)
    {
        var hub = await TestHub.OpenAsync(postgres, add: services =>
        {
            foreach (var pipeline in more.Append(_first).Append(_second).Append(new TwoSteps()))
            {
                services.AddSingleton(pipeline);
            }
        });
        await CountingPipeline.CreateTableAsync(hub);
        return hub;
    }
}
