using System.Data;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>
/// The hub's own connection pool. Hangfire has another one, so that a busy pipeline cannot starve it.
/// </summary>
internal sealed class Database : IAsyncDisposable
{
    public const string Name = "dealer_hub";

    // Each time it is empty a thread sleeps and is woken: a month is read in tens of thousands of blocks.
    private const int ReadBufferBytes = 1 << 17;

    private readonly NpgsqlDataSource _source;

    public Database(string connectionString)
    {
        ConnectionString = connectionString;
        var source = new NpgsqlDataSourceBuilder(connectionString);
        source.ConnectionStringBuilder.ReadBufferSize = ReadBufferBytes;
        _source = source.Build();
    }

    public string ConnectionString { get; }

    public ValueTask<NpgsqlConnection> OpenAsync(CancellationToken cancel) => _source.OpenConnectionAsync(cancel);

    /// <summary>Runs work in one transaction; an exception rolls everything back.</summary>
    public async Task<T> InTransactionAsync<T>(
        Func<NpgsqlConnection, NpgsqlTransaction, Task<T>> work, CancellationToken cancel)
    {
        await using var connection = await OpenAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var result = await work(connection, transaction);
        await transaction.CommitAsync(cancel);
        return result;
    }

    public Task InTransactionAsync(Func<NpgsqlConnection, NpgsqlTransaction, Task> work, CancellationToken cancel) =>
        InTransactionAsync(
            async (connection, transaction) =>
            {
                await work(connection, transaction);
                return true;
            },
            cancel);

    /// <summary>Runs work in one transaction and takes back whatever it wrote.</summary>
    public async Task<T> RolledBackAsync<T>(Func<NpgsqlTransaction, Task<T>> work, CancellationToken cancel)
    {
        await using var connection = await OpenAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var result = await work(transaction);
        await transaction.RollbackAsync(cancel);
        return result;
    }

    /// <summary>Reads what stood at one moment, whatever others write meanwhile; it cannot write.</summary>
    public async Task<T> AtOneMomentAsync<T>(Func<NpgsqlTransaction, Task<T>> work, CancellationToken cancel)
    {
        await using var connection = await OpenAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel);
        await Sql.ExecuteAsync(transaction, "SET TRANSACTION READ ONLY", cancel);
        var result = await work(transaction);
        await transaction.RollbackAsync(cancel);
        return result;
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    /// <summary>The connection string of our database on a server, made there if it is not yet.</summary>
    public static async Task<string> CreateAsync(string serverConnectionString, string name, CancellationToken cancel)
    {
        await using var connection = new NpgsqlConnection(serverConnectionString);
        await connection.OpenAsync(cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT 1 FROM pg_database WHERE datname = @name";
        command.Parameters.AddWithValue("name", name);
        if (await command.ExecuteScalarAsync(cancel) is null)
        {
            await using var create = connection.CreateCommand();
            create.CommandText = $"CREATE DATABASE \"{name}\"";
            try
            {
                await create.ExecuteNonQueryAsync(cancel);
            }
            catch (PostgresException e)
                when (e.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
            {
                // Another process of ours was faster.
            }
        }

        return new NpgsqlConnectionStringBuilder(serverConnectionString) { Database = name }.ConnectionString;
    }
}
