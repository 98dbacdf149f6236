using System.Reflection;
using DbUp;
using DbUp.Engine.Output;
using Hangfire.PostgreSql;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>
/// Brings the database to this build's shape: our numbered scripts, forward only, and Hangfire's tables. One migrator
/// at a time; Hangfire's own installer has no lock and fails when several processes start together.
/// </summary>
internal static class Migrations
{
    public const string HangfireSchema = "hangfire";

    private const int HangfireVersion = 23;

    public static async Task ApplyAsync(string connectionString, CancellationToken cancel)
    {
        await using var guard = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await guard.OpenAsync(cancel);
        await using (var take = guard.CreateCommand())
        {
            take.CommandText = "SELECT pg_advisory_lock(@key)";
            take.Parameters.AddWithValue("key", AdvisoryLocks.Migration);
            await take.ExecuteNonQueryAsync(cancel);
        }

        var upgrade = DeployChanges.To.PostgresqlDatabase(connectionString)
            .WithScriptsEmbeddedInAssembly(
                Assembly.GetExecutingAssembly(), name => name.Contains(".Storage.Schema.", StringComparison.Ordinal))
            .JournalToPostgresqlTable("public", "hub_schema_version")
            .WithTransactionPerScript()
            .LogTo(new NoOpUpgradeLog())
            .Build()
            .PerformUpgrade();
        if (!upgrade.Successful)
        {
            throw new InvalidOperationException(
                $"Migration {upgrade.ErrorScript?.Name} failed: {upgrade.Error.Message}", upgrade.Error);
        }

        if (await HangfireVersionAsync(guard, cancel) != HangfireVersion)
        {
            await using var connection = new NpgsqlConnection(connectionString);
            await connection.OpenAsync(cancel);
            PostgreSqlObjectsInstaller.Install(connection, HangfireSchema);
        }

        if (await HangfireVersionAsync(guard, cancel) is var version && version != HangfireVersion)
        {
            throw new InvalidOperationException(
                $"Hangfire's tables are at version {version}, this build works with {HangfireVersion}.");
        }
    }

    private static async Task<int?> HangfireVersionAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var exists = connection.CreateCommand();
        exists.CommandText = $"SELECT to_regclass('{HangfireSchema}.schema') IS NOT NULL";
        if (await exists.ExecuteScalarAsync(cancel) is not true)
        {
            return null;
        }

        await using var read = connection.CreateCommand();
        read.CommandText = $"SELECT version FROM {HangfireSchema}.schema";
        return await read.ExecuteScalarAsync(cancel) as int?;
    }
}
