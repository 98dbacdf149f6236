using DealerIntegration.EndToEnd.Tests.Support;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Storage;
using Npgsql;

[assembly: AssemblyFixture(typeof(PostgresFixture))]

namespace DealerIntegration.EndToEnd.Tests.Support;

/// <summary>
/// One private PostgreSQL and one folder for all tests of this run. The hubs under test are told of the server, so
/// that a killed one leaves no server behind; only the demo's tests let the hub start its own.
/// </summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    private const string Template = "hub_template";

    private const UnixFileMode Walkable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"hub-e2e-{Guid.NewGuid():N}"[..16]);

    private readonly SemaphoreSlim _creating = new(1);

    private PrivatePostgres? _server;

    private int _count;

    private PrivatePostgres Server => _server ?? throw new InvalidOperationException("The server is not started.");

    public async ValueTask InitializeAsync()
    {
        MakeFolder(_folder);
        var secrets = Directory.CreateDirectory(Path.Combine(_folder, "secrets"));
        var settings = new Dictionary<string, string>
        {
            ["fsync"] = "off",
            ["synchronous_commit"] = "off",
            ["full_page_writes"] = "off",
            ["timezone"] = "UTC",
        };
        _server = Leftovers.Keep(await PrivatePostgres.EnsureAsync(
            Path.Combine(_folder, "postgres"), secrets.FullName, settings, CancellationToken.None));
        var template = await Database.CreateAsync(_server.ConnectionString, Template, CancellationToken.None);
        await Migrations.ApplyAsync(template, CancellationToken.None);
        // PostgreSQL copies a database only while nobody is connected to it.
        NpgsqlConnection.ClearAllPools();
    }

    /// <summary>The connection string of a fresh database with all of the hub's tables.</summary>
    public async Task<string> NewDatabaseAsync()
    {
        await _creating.WaitAsync();
        try
        {
            var name = $"hub_{++_count}";
            await using var connection = new NpgsqlConnection(Server.ConnectionString);
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = $"CREATE DATABASE {name} TEMPLATE {Template}";
            await command.ExecuteNonQueryAsync();
            return new NpgsqlConnectionStringBuilder(Server.ConnectionString) { Database = name }.ConnectionString;
        }
        finally
        {
            _creating.Release();
        }
    }

    /// <summary>
    /// A folder of its own, gone after the run. A server that root starts in it runs as another user, who must be able
    /// to walk down to it.
    /// </summary>
    public string NewFolder() => MakeFolder(Path.Combine(_folder, Guid.NewGuid().ToString("N")[..8]));

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await Leftovers.EndAsync(_server);
        }

        _creating.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static string MakeFolder(string folder)
    {
        Directory.CreateDirectory(folder);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, Walkable);
        }

        return folder;
    }
}
