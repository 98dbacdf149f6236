using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Hosting;

/// <summary>
/// What every hub process does first, whatever it was asked to do: read the configuration, have a database, bring it
/// to this build's shape. Nothing else starts if one of them fails.
/// </summary>
internal sealed class HubStart : IAsyncDisposable
{
    /// <summary>Environment variable with the connection string of a server of the user's own.</summary>
    public const string DatabaseVariable = "HUB_DATABASE";

    private readonly PrivatePostgres? _postgres;

    private HubStart(HubPaths paths, HubOptions options, string connectionString, PrivatePostgres? postgres)
    {
        Paths = paths;
        Options = options;
        ConnectionString = connectionString;
        _postgres = postgres;
    }

    public HubPaths Paths { get; }

    public HubOptions Options { get; }

    public string ConnectionString { get; }

    public static async Task<HubStart> OpenAsync(string? config, string? data, CancellationToken cancel)
    {
        var paths = HubPaths.Find(config, data);
        var options = HubOptions.Load(paths.Config);
        paths.Create();
        if (Environment.GetEnvironmentVariable(DatabaseVariable) is { Length: > 0 } own)
        {
            await Migrations.ApplyAsync(own, cancel);
            return new HubStart(paths, options, own, null);
        }

        var postgres = await PrivatePostgres.EnsureAsync(paths.Postgres, paths.Secrets, ServerSettings(), cancel);
        try
        {
            var connectionString = await Database.CreateAsync(postgres.ConnectionString, Database.Name, cancel);
            await Migrations.ApplyAsync(connectionString, cancel);
            return new HubStart(paths, options, connectionString, postgres);
        }
        catch
        {
            await postgres.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (_postgres is not null)
        {
            await _postgres.DisposeAsync();
        }
    }

    private static Dictionary<string, string> ServerSettings() => new(StringComparer.Ordinal)
    {
        ["shared_buffers"] = "256MB",
        ["work_mem"] = "64MB",
        ["max_wal_size"] = "2GB",
        ["timezone"] = "UTC",
    };
}
