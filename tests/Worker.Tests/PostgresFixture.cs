using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Storage;
using DealerIntegration.Worker.Tests;
using Npgsql;

[assembly: AssemblyFixture(typeof(PostgresFixture))]

namespace DealerIntegration.Worker.Tests;

/// <summary>
/// One private PostgreSQL for all tests of this run. Each test class takes a database of its own, copied from a
/// template that was migrated once.
/// </summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    private const string Template = "hub_template";

    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"hub-tests-{Guid.NewGuid():N}"[..20]);

    private readonly SemaphoreSlim _creating = new(1);

    private PrivatePostgres? _server;

    private int _databases;

    private PrivatePostgres Server => _server ?? throw new InvalidOperationException("The server is not started.");

    public async ValueTask InitializeAsync()
    {
        // Run by root, the server runs as another user, who must be able to walk down to its folder.
        Directory.CreateDirectory(_folder);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(
                _folder,
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead
                | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        }

        var secrets = Directory.CreateDirectory(Path.Combine(_folder, "secrets"));
        var settings = new Dictionary<string, string>
        {
            ["fsync"] = "off",
            ["synchronous_commit"] = "off",
            ["full_page_writes"] = "off",
            ["timezone"] = "UTC",
        };
        _server = await PrivatePostgres.EnsureAsync(
            Path.Combine(_folder, "postgres"), secrets.FullName, settings, CancellationToken.None);
        var template = await Database.CreateAsync(_server.ConnectionString, Template, CancellationToken.None);
        await Migrations.ApplyAsync(template, CancellationToken.None);
        // PostgreSQL copies a database only while nobody is connected to it.
        NpgsqlConnection.ClearAllPools();
    }

    /// <summary>The connection string of a fresh database with all of the hub's tables.</summary>
    public Task<string> NewDatabaseAsync() => CreateAsync($" TEMPLATE {Template}");

    /// <summary>The connection string of a fresh database without any table.</summary>
    public Task<string> NewEmptyDatabaseAsync() => CreateAsync("");

    private async Task<string> CreateAsync(string template)
    {
        await _creating.WaitAsync();
        try
        {
            var name = $"hub_{++_databases}";
            await ExecuteAsync(Server.ConnectionString, $"CREATE DATABASE {name}{template}");
            return new NpgsqlConnectionStringBuilder(Server.ConnectionString) { Database = name }.ConnectionString;
        }
        finally
        {
            _creating.Release();
        }
    }

    /// <summary>A folder of its own below the test run's temporary folder, gone afterwards.</summary>
    public string NewFolder() =>
        Directory.CreateDirectory(Path.Combine(_folder, Guid.NewGuid().ToString("N"))).FullName;

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        _creating.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    public static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    public static async Task<T?> ScalarAsync<T>(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync() is T value ? value : default;
    }
}
