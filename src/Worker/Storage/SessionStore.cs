using Dapper;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary><c>ops.session</c>: who is signed in on the command line, and how often somebody failed to.</summary>
internal sealed class SessionStore(Database database)
{
    /// <summary>First half of the lock of a user's sign-ins: guesses at one password wait for each other.</summary>
    private const int SignIns = 0x4855_4204;

    /// <exception cref="PostgresException">Others were in front longer than <paramref name="patience"/>.</exception>
    public static Task QueueAsync(
        NpgsqlTransaction transaction, string user, TimeSpan patience, CancellationToken cancel) =>
        Sql.ExecuteAsync(
            transaction,
            """
            SELECT set_config('lock_timeout', @milliseconds::text, true);
            SELECT pg_advisory_xact_lock(@family, hashtext(@user));
            """,
            cancel,
            new { family = SignIns, user, milliseconds = (long)patience.TotalMilliseconds });

    /// <summary>Wrong passwords for a user since the last right one, in the last minutes.</summary>
    public static async Task<int> FailuresAsync(
        NpgsqlTransaction transaction, string user, TimeSpan memory, CancellationToken cancel) =>
        (await Sql.QueryAsync<int>(
            transaction,
            """
            SELECT count(*)::int FROM ops.audit a
             WHERE a.subject = @user AND a.action = 'session.refused' AND a.at > clock_timestamp() - @memory
               AND a.id > coalesce((SELECT max(o.id) FROM ops.audit o
                                     WHERE o.subject = @user AND o.action = 'session.open'), 0)
            """,
            cancel,
            new { user, memory })).Single();

    /// <summary>Opens a session and forgets those that have ended.</summary>
    public static async Task<DateTime> OpenAsync(
        NpgsqlTransaction transaction, string user, byte[] tokenHash, TimeSpan lifetime, CancellationToken cancel) =>
        (await Sql.QueryAsync<DateTime>(
            transaction,
            """
            DELETE FROM ops.session WHERE expires_at < clock_timestamp();
            INSERT INTO ops.session (token_hash, user_name, expires_at)
            VALUES (@tokenHash, @user, clock_timestamp() + @lifetime)
            RETURNING expires_at
            """,
            cancel,
            new { tokenHash, user, lifetime })).Single();

    /// <summary>The user behind a token; null: there is no such session, or it has ended.</summary>
    public async Task<SignedInUser?> FindAsync(byte[] tokenHash, CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        return await connection.QuerySingleOrDefaultAsync<SignedInUser>(new CommandDefinition(
            """
            SELECT u.name, u.role, s.expires_at AS expiresAt
              FROM ops.session s JOIN ops.dashboard_user u ON u.name = s.user_name
             WHERE s.token_hash = @tokenHash AND s.expires_at > clock_timestamp()
            """,
            new { tokenHash },
            cancellationToken: cancel));
    }

    public async Task CloseAsync(byte[] tokenHash, CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        await connection.ExecuteAsync(new CommandDefinition(
            "DELETE FROM ops.session WHERE token_hash = @tokenHash", new { tokenHash }, cancellationToken: cancel));
    }
}

/// <summary>A user of the hub who is signed in on the command line, and until when (UTC).</summary>
internal sealed record SignedInUser(string Name, string Role, DateTime ExpiresAt);
