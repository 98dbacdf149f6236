using Dapper;
using Npgsql;

namespace DealerIntegration.Worker.Tests.Storage;

/// <summary>Holds others up, and waits for them.</summary>
internal static class Blocking
{
    /// <summary>Some transaction of the database waits for another one.</summary>
    public const string SomebodyWaits =
        """
        SELECT EXISTS (SELECT 1 FROM pg_locks JOIN pg_stat_activity USING (pid)
                        WHERE NOT granted AND datname = current_database())
        """;

    public static Task LockAsync(NpgsqlTransaction transaction, string table) =>
        transaction.Connection!.ExecuteAsync($"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE", transaction: transaction);

    /// <summary>Waits until a question to the database is answered with yes, on a busy machine for long.</summary>
    public static async Task WaitAsync(TestHub hub, string question)
    {
        for (var i = 0; i < 1200 && !await hub.ScalarAsync<bool>(question); i++)
        {
            await Task.Delay(50);
        }

        Assert.True(await hub.ScalarAsync<bool>(question), question);
    }
}
