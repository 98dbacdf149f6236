using DealerIntegration.Worker.Commands;
using DealerIntegration.Worker.Dashboard.Access;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Access;

/// <summary>
/// Who acts on the command line (操作人): the signed-in user, else the account of the operating system, told apart by
/// a prefix that no user's name can have.
/// </summary>
internal sealed record Caller(string Name, SignedInUser? User)
{
    public static string Account => $"os:{Environment.UserName}";

    public static async Task<Caller> OfAsync(HubStart hub, CancellationToken cancel)
    {
        if (await OwnerFile.ReadAsync(hub.Paths.Session, cancel) is not { } token)
        {
            return new Caller(Account, null);
        }

        await using var database = new Database(hub.ConnectionString);
        if (await new SessionStore(database).FindAsync(ShellSignIn.HashOf(token), cancel) is { } user)
        {
            return new Caller(user.Name, user);
        }

        await Console.Error.WriteLineAsync(
            $"hub: the session in {hub.Paths.Session} has ended; acting as {Account}. Sign in again: ./hub login NAME");
        return new Caller(Account, null);
    }

    /// <summary>The name that stands on what is done.</summary>
    public static async Task<string> NameAsync(HubStart hub, CancellationToken cancel) =>
        (await OfAsync(hub, cancel)).Name;

    /// <summary>The signed-in user, who must be of finance: where money is let go, an account is nobody.</summary>
    /// <exception cref="UsageException">Nobody is signed in, or somebody of another role.</exception>
    public static Task<string> FinanceAsync(HubStart hub, CancellationToken cancel) =>
        InRoleAsync(hub, Roles.Finance, cancel);

    /// <summary>The signed-in user, who must be of channel control: accusing a dealer takes a name.</summary>
    /// <exception cref="UsageException">Nobody is signed in, or somebody of another role.</exception>
    public static Task<string> ChannelAsync(HubStart hub, CancellationToken cancel) =>
        InRoleAsync(hub, Roles.Channel, cancel);

    private static async Task<string> InRoleAsync(HubStart hub, string role, CancellationToken cancel) =>
        (await OfAsync(hub, cancel)).User switch
        {
            null => throw new UsageException(
                "This needs a person whom the hub knows. Sign in first: ./hub login NAME "
                + $"(a user is added with ./hub users add NAME --role {role})."),
            { } user when user.Role != role => throw new UsageException(
                $"{user.Name} has the role {user.Role}; this is for {role}. Sign in as a user of {role}: "
                + "./hub login NAME"),
            var user => user.Name,
        };
}
