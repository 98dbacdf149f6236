using System.Security.Cryptography;
using DealerIntegration.Worker.Commands;
using DealerIntegration.Worker.Dashboard.Access;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Access;

/// <summary>
/// Signing in on the command line (命令行登录), with the dashboard's users and passwords. Each call is a process of its
/// own, so what slows guessing down is counted in the audit log instead of in memory.
/// </summary>
internal sealed class ShellSignIn(Database database, TimeProvider clock)
{
    /// <summary>A working day; after that whoever sits there says again who it is.</summary>
    public static readonly TimeSpan Lifetime = Session.Longest;

    private const int TokenBytes = 32;

    /// <summary>Returns the token of a new session, and when it ends (UTC).</summary>
    /// <param name="typed">The user's name as typed.</param>
    /// <param name="password">The password as typed.</param>
    /// <param name="account">Who asks, as far as the operating system knows.</param>
    /// <param name="cancel">Stops the waiting.</param>
    /// <exception cref="UsageException">The name or the password is wrong, or too many tried at once.</exception>
    public async Task<(string Token, DateTime Until)> EnterAsync(
        string typed, string password, string account, CancellationToken cancel)
    {
        var name = UserName.TryParse(typed, out var parsed) ? parsed : "?";
        var opened = await database.InTransactionAsync<(string Token, DateTime Until)?>(
            async (_, transaction) =>
            {
                await WaitAsync(transaction, name, cancel);
                var user = await new UserStore(database).FindAsync(name, cancel);
                if (!PasswordHash.Matches(password, user?.PasswordHash))
                {
                    await AuditLog.WriteAsync(transaction, account, "session.refused", name, "command line", cancel);
                    return null;
                }

                await AuditLog.WriteAsync(transaction, name, "session.open", name, $"command line, {account}", cancel);
                var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TokenBytes));
                return (token, await SessionStore.OpenAsync(transaction, name, HashOf(token), Lifetime, cancel));
            },
            cancel);
        return opened ?? throw new UsageException("The user name or the password is not right.");
    }

    /// <summary>What is kept of a token. It is random and long: a plain hash cannot be guessed back.</summary>
    public static byte[] HashOf(string token) => SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(token));

    private async Task WaitAsync(NpgsqlTransaction transaction, string name, CancellationToken cancel)
    {
        try
        {
            await SessionStore.QueueAsync(transaction, name, SignInThrottle.LongestQueue, cancel);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            throw new UsageException("Too many attempts to sign in as this user; wait half a minute and try again.");
        }

        var failures = await SessionStore.FailuresAsync(transaction, name, SignInThrottle.Memory, cancel);
        await Task.Delay(SignInThrottle.PauseAfter(failures), clock, cancel);
    }
}
