using Dapper;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>Who else is connected.</summary>
internal static class ServerSessions
{
    /// <summary>Connections to the server under a name, without the one that asks.</summary>
    public static Task<long> OthersNamedAsync(NpgsqlConnection connection, string name) =>
        connection.QuerySingleAsync<long>(
            "SELECT count(*) FROM pg_stat_activity WHERE application_name = @name AND pid <> pg_backend_pid()",
            new { name });

    /// <summary>
    /// Whether some process has background workers; a Hangfire server says every 30 seconds that it lives.
    /// </summary>
    public static async Task<bool> AnyWorkersAsync(string connectionString, CancellationToken cancel)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancel);
        return await connection.QuerySingleAsync<bool>(new CommandDefinition(
            "SELECT EXISTS (SELECT 1 FROM hangfire.server WHERE lastheartbeat > now() - interval '1 minute')",
            cancellationToken: cancel));
    }
}
