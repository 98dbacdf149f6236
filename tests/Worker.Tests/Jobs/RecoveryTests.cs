using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Storage;
using Hangfire;
using Hangfire.Common;
using Hangfire.PostgreSql;
using Hangfire.States;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace DealerIntegration.Worker.Tests.Jobs;

/// <summary>Hangfire as the wiring has it: it wakes workers, and what it loses is found again.</summary>
public sealed class RecoveryTests(PostgresFixture postgres)
{
    private const string Queued = "hangfire.jobqueue";

    [Fact]
    public async Task Enqueues_a_run_whose_job_was_never_made()
    {
        var pipeline = new CountingPipeline();
        await using var hub = await OpenAsync(pipeline);
        var run = await hub.AskAsync(pipeline.Name);
        Assert.Equal(0, await hub.CountAsync(Queued));
        Assert.Equal(1, await RecoverAsync(hub, TimeSpan.Zero));
        Assert.Equal([$"""["{run}", null]"""], await hub.RowsAsync("SELECT arguments FROM hangfire.job"));
        Assert.Equal(0, await RecoverAsync(hub, TimeSpan.FromHours(1)));
        Assert.Equal(1, await hub.CountAsync(Queued));
    }

    [Fact]
    public async Task Hands_a_stranded_run_to_one_of_several_processes()
    {
        var pipeline = new CountingPipeline();
        await using var hub = await OpenAsync(pipeline);
        foreach (var _ in Enumerable.Range(0, 20))
        {
            await hub.AskAsync(pipeline.Name);
        }

        var recovered = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => Task.Run(() => RecoverAsync(hub, TimeSpan.FromHours(1)))));
        Assert.Equal(20, recovered.Sum());
        Assert.Equal(20, await hub.CountAsync(Queued));
    }

    [Fact]
    public async Task Leaves_a_run_alone_that_somebody_works_on()
    {
        var pipeline = new CountingPipeline();
        await using var hub = await OpenAsync(pipeline);
        var seen = -1;
        var run = await hub.AskAsync(pipeline.Name);
        using var stop = new CancellationTokenSource();
        pipeline.BeforeEffect = async chunk =>
        {
            seen = await RecoverAsync(hub, TimeSpan.Zero);
            await stop.CancelAsync();
            chunk.Cancel.ThrowIfCancellationRequested();
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hub.WorkAsync(run, stop.Token));
        Assert.Equal(0, seen);
        Assert.Equal(0, await RecoverAsync(hub, TimeSpan.Zero));
        await hub.ExpireLeasesAsync(run);
        Assert.Equal(1, await RecoverAsync(hub, TimeSpan.Zero));
    }

    [Fact]
    public async Task Goes_on_looking_after_the_queue_was_out_of_reach()
    {
        var pipeline = new CountingPipeline();
        await using var hub = await OpenAsync(pipeline);
        await hub.AskAsync(pipeline.Name);
        var client = new UnreachableQueue();
        var starter = new RunStarter(
            hub.Database, hub.Get<RunStore>(), client, hub.Get<JobStorage>(), TimeProvider.System);
        using var recovery = new RunRecovery(
            hub.Get<RunStore>(), starter, hub.Start.Options, NullLogger<RunRecovery>.Instance);
        await recovery.StartAsync(CancellationToken.None);
        for (var i = 0; i < 1200 && client.Calls < 2; i++)
        {
            await Task.Delay(50);
        }

        Assert.InRange(client.Calls, 2, int.MaxValue);
        Assert.False(recovery.ExecuteTask!.IsCompleted);
        await recovery.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Runs_through_the_queue_of_a_real_server()
    {
        var first = new CountingPipeline("first", chunks: 10);
        var second = new CountingPipeline("second", chunks: 10);
        var start = await TestHub.StartAsync(postgres);
        await using var closing = start;
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddHub(start).AddHubWorkers(2).AddLogging();
        builder.Services.AddSingleton<IPipeline>(first).AddSingleton<IPipeline>(second);
        builder.Services.AddSingleton<IPipeline, TwoSteps>();
        using var host = builder.Build();
        await PostgresFixture.ExecuteAsync(
            start.ConnectionString, "CREATE TABLE public.work (run bigint, no int, content text, attempt int)");
        await host.StartAsync();
        var starter = host.Services.GetRequiredService<RunStarter>();
        var runs = host.Services.GetRequiredService<RunStore>();
        var id = await starter.StartAsync(new RunRequest("two-steps", "", null, "test"), CancellationToken.None);
        // Nobody enqueues this one: the recovery of the host itself has to find it.
        var lost = await host.Services.GetRequiredService<Database>().InTransactionAsync(
            (_, transaction) => RunStore.AddAsync(transaction, new RunRequest("first", "", null, "test")),
            CancellationToken.None);
        foreach (var run in new[] { id, lost })
        {
            for (var i = 0; i < 600 && !(await runs.FindAsync(run, CancellationToken.None))!.HasEnded; i++)
            {
                await Task.Delay(100);
            }

            Assert.Equal(RunStatus.Succeeded, (await runs.FindAsync(run, CancellationToken.None))!.Status);
        }

        await host.StopAsync();
        Assert.Equal(30, await PostgresFixture.ScalarAsync<long>(
            start.ConnectionString, "SELECT count(*) FROM public.work"));
        Assert.Equal(0, await PostgresFixture.ScalarAsync<long>(
            start.ConnectionString, "SELECT count(*) FROM hangfire.job WHERE statename IN ('Failed', 'Deleted')"));
    }

    [Fact]
    public async Task Gives_the_storage_the_options_it_needs()
    {
        await using var hub = await OpenAsync(new CountingPipeline());
        var storage = Assert.IsType<PostgreSqlStorage>(hub.Get<JobStorage>());
        var options = (PostgreSqlStorageOptions)typeof(PostgreSqlStorage)
            .GetProperty("Options", System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic)!
            .GetValue(storage)!;
        Assert.True(options.UseSlidingInvisibilityTimeout);
        Assert.False(options.PrepareSchemaIfNecessary);
        Assert.False(options.AllowDegradedModeWithoutStorage);
        Assert.Equal("hangfire", options.SchemaName);
        Assert.InRange(options.InvisibilityTimeout, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10));
    }

    [Fact]
    public async Task Lets_six_processes_migrate_one_empty_database()
    {
        var empty = await postgres.NewEmptyDatabaseAsync();
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(
            () => Migrations.ApplyAsync(empty, CancellationToken.None))));
        Assert.Equal(1, await PostgresFixture.ScalarAsync<long>(empty, "SELECT count(*) FROM hangfire.schema"));
        Assert.Equal(1, await PostgresFixture.ScalarAsync<long>(
            empty, "SELECT max(n) FROM (SELECT count(*) AS n FROM hub_schema_version GROUP BY scriptname) s"));
    }

    private static Task<int> RecoverAsync(TestHub hub, TimeSpan quiet) =>
        hub.Get<RunRecovery>().RecoverAsync(quiet, CancellationToken.None);

    private async Task<TestHub> OpenAsync(CountingPipeline pipeline)
    {
        var hub = await TestHub.OpenAsync(postgres, add: services => services.AddSingleton<IPipeline>(pipeline));
        await CountingPipeline.CreateTableAsync(hub);
        return hub;
    }

    private sealed class UnreachableQueue : IBackgroundJobClient
    {
        public int Calls { get; private set; }

        public string Create(Job job, IState state)
        {
            Calls++;
            throw new BackgroundJobClientException("The storage cannot be reached.", new IOException("gone"));
        }

        public bool ChangeState(string jobId, IState state, string expectedState) => false;
    }
}
