using Npgsql;

namespace DealerIntegration.EndToEnd.Tests.Support;

/// <summary>
/// A moment in the middle of a run: the worker that reaches it stops inside its transaction, with the effect written
/// and not committed, until it is killed. No luck with timing is needed.
/// </summary>
/// <param name="Name">What the worker is in the middle of.</param>
/// <param name="Table">Where its write is noticed.</param>
/// <param name="Event">After which kind of statement on it: INSERT or UPDATE.</param>
/// <param name="Reached">SQL on the row NEW (and OLD) that is true at the moment.</param>
public sealed record HoldPoint(string Name, string Table, string Event, string Reached)
{
    private const int Gate = 20261001;

    /// <summary>Runs <paramref name="meanwhile"/> while a worker is held here, then lets go of it.</summary>
    public async Task CatchAsync(string database, Func<Task> start, Func<Task> meanwhile)
    {
        // The gate is a lock of this session; a worker at the point queues behind it.
        await using var gate = new NpgsqlConnection(database);
        await gate.OpenAsync();
        await ExecuteAsync(gate, $"SELECT pg_advisory_lock({Gate})");
        await ExecuteAsync(
            gate,
            $"""
            CREATE FUNCTION public.hold_here() RETURNS trigger LANGUAGE plpgsql AS $body$
            BEGIN
                IF {Reached} THEN
                    PERFORM pg_advisory_xact_lock_shared({Gate});
                END IF;
                RETURN NULL;
            END $body$;
            CREATE TRIGGER hold_here AFTER {Event} ON {Table} FOR EACH ROW EXECUTE FUNCTION public.hold_here();
            """);
        await start();
        await WaitForVictimAsync(gate);
        await meanwhile();
        await ExecuteAsync(gate, $"SELECT pg_advisory_unlock({Gate})");
        await ExecuteAsync(gate, $"DROP TRIGGER hold_here ON {Table}; DROP FUNCTION public.hold_here();");
    }

    public override string ToString() => Name;

    private async Task WaitForVictimAsync(NpgsqlConnection gate)
    {
        var until = DateTime.UtcNow.AddMinutes(6);
        while (!await IsHeldAsync(gate))
        {
            Assert.True(DateTime.UtcNow < until, $"No worker came to the point '{Name}'.");
            await Task.Delay(20);
        }
    }

    private static async Task<bool> IsHeldAsync(NpgsqlConnection gate)
    {
        await using var ask = gate.CreateCommand();
        ask.CommandText =
            $"SELECT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objid = {Gate} AND NOT granted)";
        return await ask.ExecuteScalarAsync() is true;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
