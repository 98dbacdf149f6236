using System.Globalization;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Storage;
using DealerIntegration.Worker.Tests.Dashboard;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace DealerIntegration.Worker.Tests;

/// <summary>
/// The hub as it is wired, on a database and folders of its own, without background workers: a test works a run off by
/// calling the job itself, as often and as many at once as it wants.
/// </summary>
internal sealed class TestHub : IAsyncDisposable
{
    private readonly HubStart _start;
    private readonly ServiceProvider _services;

    private TestHub(HubStart start, ServiceProvider services)
    {
        _start = start;
        _services = services;
    }

    public HubPaths Paths => _start.Paths;

    public HubStart Start => _start;

    public string ConnectionString => _start.ConnectionString;

    public Database Database => Get<Database>();

    public static async Task<TestHub> OpenAsync(
        PostgresFixture postgres, TestConfig? config = null, Action<IServiceCollection>? add = null)
    {
        var start = await StartAsync(postgres, config);
        var services = new ServiceCollection();
        services.AddHub(start).AddLogging().AddSingleton<RunRecovery>();
        add?.Invoke(services);
        return new TestHub(start, services.BuildServiceProvider());
    }

    public static async Task<HubStart> StartAsync(PostgresFixture postgres, TestConfig? config = null)
    {
        var folder = (config ?? new TestConfig()).WriteTo(postgres.NewFolder());
        return await DashboardFixture.WithDatabaseAsync(
            await postgres.NewDatabaseAsync(),
            () => HubStart.OpenAsync(folder, postgres.NewFolder(), CancellationToken.None));
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>A run that nobody works on yet.</summary>
    public Task<long> AskAsync(string pipeline, string scope = "", string? period = null, string parameters = "{}") =>
        Database.InTransactionAsync(
            (_, transaction) => RunStore.AddAsync(
                transaction, new RunRequest(pipeline, scope, period, "test", parameters)),
            CancellationToken.None);

    /// <summary>What one Hangfire job does with a run.</summary>
    public Task WorkAsync(long run, CancellationToken cancel = default) => Get<RunJob>().ExecuteAsync(run, cancel);

    /// <summary>Several jobs of the same run at the same moment.</summary>
    public Task WorkAsync(long run, int jobs) =>
        Task.WhenAll(Enumerable.Range(0, jobs).Select(_ => Task.Run(() => WorkAsync(run))));

    public async Task<Run> RunAsync(
        string pipeline, string scope = "", string? period = null, string parameters = "{}", int jobs = 1)
    {
        var run = await AskAsync(pipeline, scope, period, parameters);
        await WorkAsync(run, jobs);
        return await FindAsync(run);
    }

    /// <summary>A run that must end well.</summary>
    public async Task<Run> SucceedAsync(
        string pipeline, string scope = "", string? period = null, string parameters = "{}", int jobs = 1)
    {
        var run = await RunAsync(pipeline, scope, period, parameters, jobs);
        Assert.True(run.Status == RunStatus.Succeeded, $"{run.Status}: {run.Error}{run.Note}");
        return run;
    }

    public async Task<Run> FindAsync(long run) =>
        await Get<RunStore>().FindAsync(run, CancellationToken.None)
        ?? throw new InvalidOperationException($"Run {run} does not exist.");

    /// <summary>Lets the leases of a run's open chunks run out, as if their workers had been silent too long.</summary>
    public Task ExpireLeasesAsync(long run) => ExecuteAsync(
        $"""
        UPDATE ops.run_chunk SET lease_until = clock_timestamp() - interval '1 second'
         WHERE run_id = {run} AND status = 'open' AND lease_until IS NOT NULL
        """);

    public Task ExecuteAsync(string sql) => PostgresFixture.ExecuteAsync(ConnectionString, sql);

    public Task<T?> ScalarAsync<T>(string sql) => PostgresFixture.ScalarAsync<T>(ConnectionString, sql);

    public Task<long> CountAsync(string fromWhere) => ScalarAsync<long>($"SELECT count(*) FROM {fromWhere}")!;

    /// <summary>The rows of a query as text, columns joined by bars.</summary>
    public async Task<IReadOnlyList<string>> RowsAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => TextOf(reader.GetValue(i)))));
        }

        return rows;
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _start.DisposeAsync();
    }

    private static string TextOf(object value) => value switch
    {
        DBNull => "",

        // How many zeros follow is not what a test of amounts is about.
        decimal number => number.ToString("0.############################", CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
