using Npgsql;

namespace DealerIntegration.Examples.Tests;

/// <summary>Looks into the database from outside of the hub.</summary>
internal static class Rows
{
    /// <remarks>
    /// These look at whole results of hundreds of thousands of lines. Where the server has counted a table just before
    /// a run wrote to it, it takes that run's rows for none and reads all others once for each of them: minutes instead
    /// of a moment, and only when the count happened to fall there. So it is told not to.
    /// </remarks>
    public static async Task<List<T>> QueryAsync<T>(string database, string sql, Func<NpgsqlDataReader, T> row)
    {
        var settings = new NpgsqlConnectionStringBuilder(database) { Options = "-c enable_nestloop=off" };
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync())
        {
            rows.Add(row(reader));
        }

        return rows;
    }
}
