using System.CommandLine;
using DealerIntegration.Worker.Access;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Commands;

/// <summary><c>hub login</c>, <c>hub logout</c>, <c>hub whoami</c> (登录): who acts on this command line.</summary>
internal static class LoginCommands
{
    public static Command Login()
    {
        var name = new Argument<string>("name") { Description = "A user of the dashboard" };
        var file = new Option<string?>("--password-file")
        {
            Description = "Read the password from this file instead of the keyboard or the standard input",
        };
        var command = new Command("login", "Sign in; what you do from here on bears your name") { name, file };
        command.SetAction((parsed, cancel) => HubCommand.WithHubAsync(
            parsed,
            async hub =>
            {
                var user = parsed.GetRequiredValue(name);
                var password = await Prompt.PasswordAsync(parsed.GetValue(file), cancel);
                await using var database = new Database(hub.ConnectionString);
                var (token, until) = await new ShellSignIn(database, TimeProvider.System)
                    .EnterAsync(user, password, Caller.Account, cancel);
                // Whoever was signed in here before is so no longer.
                await LeaveAsync(hub, database, cancel);
                await OwnerFile.WriteAsync(hub.Paths.Session, token, cancel);
                Console.WriteLine($"Signed in as {user} until {until:u}.");
                return 0;
            },
            cancel));
        return command;
    }

    public static Command Logout()
    {
        var command = new Command("logout", "End the session of this command line");
        command.SetAction((parsed, cancel) => HubCommand.WithHubAsync(
            parsed,
            async hub =>
            {
                await using var database = new Database(hub.ConnectionString);
                Console.WriteLine(await LeaveAsync(hub, database, cancel) ? "Signed out." : "Nobody was signed in.");
                return 0;
            },
            cancel));
        return command;
    }

    public static Command WhoAmI()
    {
        var command = new Command("whoami", "Who is signed in on this command line");
        command.SetAction((parsed, cancel) => HubCommand.WithHubAsync(
            parsed,
            async hub =>
            {
                var caller = await Caller.OfAsync(hub, cancel);
                Console.WriteLine(caller.User is { } user
                    ? $"{user.Name} ({user.Role}), signed in until {user.ExpiresAt:u}"
                    : $"{caller.Name}; nobody is signed in: ./hub login NAME");
                return 0;
            },
            cancel));
        return command;
    }

    private static async Task<bool> LeaveAsync(HubStart hub, Database database, CancellationToken cancel)
    {
        var file = hub.Paths.Session;
        if (!File.Exists(file))
        {
            return false;
        }

        var hash = ShellSignIn.HashOf((await File.ReadAllTextAsync(file, cancel)).Trim());
        var sessions = new SessionStore(database);
        var user = await sessions.FindAsync(hash, cancel);
        if (user is not null)
        {
            await new AuditLog(database).WriteAsync(user.Name, "session.close", user.Name, "command line", cancel);
            await sessions.CloseAsync(hash, cancel);
        }

        File.Delete(file);
        return user is not null;
    }
}
