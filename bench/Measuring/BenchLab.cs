using System.Data;
using Dapper;
using DealerIntegration.Worker.Commands;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Storage;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace DealerIntegration.Bench.Measuring;

/// <summary>A hub on a database of its own, and the ways in which a bench uses it.</summary>
internal sealed class BenchLab : IAsyncDisposable
{
    private readonly HubStart _hub;
    private readonly RunHost _host;
    private readonly int _workers;
    private readonly List<IAsyncDisposable> _kept = [];

    private BenchLab(HubStart hub, RunHost host, string folder, int workers)
    {
        _hub = hub;
        _host = host;
        _workers = workers;
        Folder = folder;
    }

    /// <summary>For files of the bench.</summary>
    public string Folder { get; }

    public string ConnectionString => _hub.ConnectionString;

    public HubPaths Paths => _hub.Paths;

    public Database Database => _host.Services.GetRequiredService<Database>();

    /// <summary>Something of a bench that ends with it, before the hub does.</summary>
    public T Keep<T>(T kept)
        where T : IAsyncDisposable
    {
        _kept.Add(kept);
        return kept;
    }

    /// <param name="config">Configuration folder; the hub is given a copy of it, which the bench may change.</param>
    /// <param name="workers">Workers that share a run; null: as many as config/hub.json says.</param>
    public static async Task<BenchLab> OpenAsync(
        BenchServer server, string name, string config, int? workers, CancellationToken cancel)
    {
        var folder = Directory.CreateDirectory(Path.Combine(server.Folder, name)).FullName;
        var own = Path.Combine(folder, "config");
        CopyFolder(config, own);
        var database = await Database.CreateAsync(server.ConnectionString, $"bench_{name}", cancel);
        Environment.SetEnvironmentVariable(HubStart.DatabaseVariable, database);
        var hub = await HubStart.OpenAsync(own, folder, cancel);
        var host = await RunHost.StartAsync(hub, workers: 0, cancel);
        var lab = new BenchLab(hub, host, folder, workers ?? hub.Options.Work.Workers);
        await lab.ExecuteAsync("CREATE SCHEMA bench", cancel);
        return lab;
    }

    /// <summary>
    /// Takes a run through the ledger as the hub does: planned, claimed chunk by chunk, committed, closed. Only the
    /// queue in front is left out, because its poll every half second would be measured instead of the work.
    /// </summary>
    public async Task<Run> RunAsync(RunRequest request, CancellationToken cancel)
    {
        var id = await Database.InTransactionAsync((_, transaction) => RunStore.AddAsync(transaction, request), cancel);
        await Task.WhenAll(Enumerable.Range(0, _workers).Select(_ => Task.Run(
            () => _host.Services.GetRequiredService<RunJob>().ExecuteAsync(id, cancel), cancel)));
        var run = await _host.Services.GetRequiredService<RunStore>().FindAsync(id, cancel);
        return run is { Status: RunStatus.Succeeded or RunStatus.Incomplete }
            ? run
            : throw new BenchException($"The {request.Pipeline} run ended as {run?.Status}: {run?.Error}");
    }

    /// <summary>A secret that a connector file names.</summary>
    public Task SecretAsync(string name, string value, CancellationToken cancel) =>
        OwnerFile.WriteAsync(Path.Combine(Paths.Secrets, name), value, cancel);

    public async Task ExecuteAsync(string sql, CancellationToken cancel)
    {
        await using var connection = await Database.OpenAsync(cancel);
        await connection.ExecuteAsync(new CommandDefinition(
            sql, commandTimeout: 0, commandType: CommandType.Text, cancellationToken: cancel));
    }

    public async Task<T> AskAsync<T>(string sql, CancellationToken cancel)
    {
        await using var connection = await Database.OpenAsync(cancel);
        return await connection.QuerySingleAsync<T>(
            new CommandDefinition(
                sql, commandTimeout: 0, commandType: CommandType.Text, cancellationToken: cancel));
    }

    public async Task<IReadOnlyList<T>> AskManyAsync<T>(string sql, CancellationToken cancel)
    {
        await using var connection = await Database.OpenAsync(cancel);
        return (await connection.QueryAsync<T>(
            new CommandDefinition(sql, commandTimeout: 0, commandType: CommandType.Text, cancellationToken: cancel)))
            .AsList();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var kept in _kept)
        {
            await kept.DisposeAsync();
        }

        await _host.DisposeAsync();
        await _hub.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        Environment.SetEnvironmentVariable(HubStart.DatabaseVariable, null);
    }

    private static void CopyFolder(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
