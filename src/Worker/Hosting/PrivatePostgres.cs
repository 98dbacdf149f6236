using System.Security.Cryptography;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Hosting;

/// <summary>
/// A PostgreSQL of our own for one data folder: loopback only, a generated password in a file that only its owner
/// reads, scram on every connection.
/// </summary>
/// <remarks>
/// Every hub process that uses the server holds one connection named <see cref="KeeperName"/>; whoever leaves last
/// stops the server. A killed process loses its connection, so it never keeps the server up.
/// </remarks>
internal sealed class PrivatePostgres : IAsyncDisposable
{
    private const string KeeperName = "hub-keeper";

    private readonly PostgresCluster _cluster;
    private readonly string _lock;
    private readonly NpgsqlConnection _keeper;

    private PrivatePostgres(PostgresCluster cluster, string @lock, string connectionString, NpgsqlConnection keeper)
    {
        _cluster = cluster;
        _lock = @lock;
        _keeper = keeper;
        ConnectionString = connectionString;
    }

    public string ConnectionString { get; }

    /// <param name="folder">The server's folder; made on first use.</param>
    /// <param name="secrets">Existing folder of the password file.</param>
    /// <param name="settings">Further server settings, for example fsync=off for throw-away servers of tests.</param>
    /// <param name="cancel">Gives up waiting.</param>
    public static async Task<PrivatePostgres> EnsureAsync(
        string folder, string secrets, IReadOnlyDictionary<string, string> settings, CancellationToken cancel)
    {
        var lockFile = Path.Combine(secrets, "postgres.lock");
        using var guard = await FileLock.TakeAsync(lockFile, cancel);
        var password = await PasswordAsync(Path.Combine(secrets, "postgres.password"), cancel);
        var cluster = new PostgresCluster(folder, settings);
        await cluster.EnsureRunningAsync(password, cancel);
        var connection = new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = cluster.Port,
            Username = PostgresCluster.User,
            Password = password,
            Database = "postgres",
            MaxPoolSize = 60,
            Timeout = 15,
        };
        var keeper = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connection.ConnectionString)
        {
            ApplicationName = KeeperName,
            Pooling = false,
        }.ConnectionString);
        await keeper.OpenAsync(cancel);
        return new PrivatePostgres(cluster, lockFile, connection.ConnectionString, keeper);
    }

    public async ValueTask DisposeAsync()
    {
        using var guard = await FileLock.TakeAsync(_lock, CancellationToken.None);
        var alone = await IsAloneAsync();
        await _keeper.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        if (alone)
        {
            await _cluster.StopAsync(CancellationToken.None);
        }
    }

    private async Task<bool> IsAloneAsync()
    {
        try
        {
            return await ServerSessions.OthersNamedAsync(_keeper, KeeperName) == 0;
        }
        catch (NpgsqlException)
        {
            // The server went away under us: there is nothing left to stop.
            return false;
        }
    }

    private static async Task<string> PasswordAsync(string file, CancellationToken cancel)
    {
        if (!File.Exists(file))
        {
            var fresh = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            await using var writer = new StreamWriter(file, options);
            await writer.WriteAsync(fresh.AsMemory(), cancel);
        }

        return (await File.ReadAllTextAsync(file, cancel)).Trim();
    }
}
