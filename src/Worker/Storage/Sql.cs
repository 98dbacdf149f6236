using System.Collections.Concurrent;
using System.Reflection;
using Dapper;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>Short statements in a transaction, and the long ones from <c>Queries/*.sql</c>.</summary>
internal static class Sql
{
    private static readonly ConcurrentDictionary<string, string> Loaded = new(StringComparer.Ordinal);

    public static Task<int> ExecuteAsync(
        NpgsqlTransaction transaction, string sql, CancellationToken cancel, object? parameters = null) =>
        transaction.Connection!.ExecuteAsync(
            new CommandDefinition(sql, parameters, transaction, commandTimeout: 0, cancellationToken: cancel));

    public static async Task<IReadOnlyList<T>> QueryAsync<T>(
        NpgsqlTransaction transaction, string sql, CancellationToken cancel, object? parameters = null) =>
        (await transaction.Connection!.QueryAsync<T>(
            new CommandDefinition(sql, parameters, transaction, commandTimeout: 0,
                cancellationToken: cancel))).AsList();

    /// <summary>The text of <c>Storage/Queries/{name}.sql</c>.</summary>
    public static string Query(string name) => Loaded.GetOrAdd(name, static key =>
    {
        var assembly = Assembly.GetExecutingAssembly();
        var resource = assembly.GetManifestResourceNames()
            .Single(r => r.EndsWith($".Storage.Queries.{key}.sql", StringComparison.Ordinal));
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    });
}
