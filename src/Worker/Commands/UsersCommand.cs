using System.CommandLine;
using DealerIntegration.Worker.Access;
using DealerIntegration.Worker.Dashboard.Access;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Commands;

/// <summary><c>hub users</c>: who may sign in to the dashboard. Passwords are made here and shown once.</summary>
internal static class UsersCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("name") { Description = "User name: a-z, 0-9, dot, dash, underscore" };
        var role = new Option<string>("--role")
        {
            Description = "it (looks and acts), finance (looks, works on months, releases), channel (looks, acts on "
                + "diversion cases) or viewer (looks)",
            Required = true,
        };
        role.AcceptOnlyFromAmong([.. Roles.All]);
        var file = new Option<string?>("--password-file")
        {
            Description = "Write the password to this file, for its owner's eyes only, instead of showing it",
        };

        var add = new Command("add", "Add a user and show the password once") { name, role, file };
        add.SetAction((parsed, cancel) => HubCommand.WithHubAsync(
            parsed,
            hub => AddAsync(
                hub, Checked(parsed, name), parsed.GetRequiredValue(role), parsed.GetValue(file), cancel),
            cancel));
        var reset = new Command("reset", "Give a user a new password; open sessions end")
        {
            name, file,
        };
        reset.SetAction((parsed, cancel) => HubCommand.WithHubAsync(
            parsed, hub => ResetAsync(hub, Checked(parsed, name), parsed.GetValue(file), cancel), cancel));
        var remove = new Command("remove", "Remove a user; open sessions end") { name };
        remove.SetAction((parsed, cancel) => HubCommand.WithHubAsync(
            parsed, hub => RemoveAsync(hub, Checked(parsed, name), cancel), cancel));
        var list = new Command("list", "Users and their roles");
        list.SetAction((parsed, cancel) => HubCommand.WithHubAsync(parsed, hub => ListAsync(hub, cancel), cancel));
        return new Command("users", "Users of the dashboard") { add, reset, remove, list };
    }

    private static async Task<int> AddAsync(
        HubStart hub, string name, string role, string? file, CancellationToken cancel)
    {
        await using var database = new Database(hub.ConnectionString);
        var password = RandomPassword.Create();
        await AuditAsync(hub, database, "user.add", name, $"role {role}", cancel);
        if (!await new UserStore(database).AddAsync(name, role, PasswordHash.Create(password), cancel))
        {
            throw new UsageException(
                $"There is a user '{name}' already; a new password is given with 'hub users reset {name}'.");
        }

        return await TellAsync($"User {name} ({role}) is added.", password, file, cancel);
    }

    private static async Task<int> ResetAsync(
        HubStart hub, string name, string? file, CancellationToken cancel)
    {
        await using var database = new Database(hub.ConnectionString);
        var password = RandomPassword.Create();
        await AuditAsync(hub, database, "user.reset", name, null, cancel);
        if (!await new UserStore(database).SetPasswordAsync(name, PasswordHash.Create(password), cancel))
        {
            throw await UnknownAsync(database, name, cancel);
        }

        return await TellAsync($"User {name} has a new password.", password, file, cancel);
    }

    private static async Task<int> RemoveAsync(HubStart hub, string name, CancellationToken cancel)
    {
        await using var database = new Database(hub.ConnectionString);
        await AuditAsync(hub, database, "user.remove", name, null, cancel);
        if (!await new UserStore(database).RemoveAsync(name, cancel))
        {
            throw await UnknownAsync(database, name, cancel);
        }

        Console.WriteLine($"User {name} is removed.");
        return 0;
    }

    private static async Task<int> ListAsync(HubStart hub, CancellationToken cancel)
    {
        await using var database = new Database(hub.ConnectionString);
        foreach (var user in await new UserStore(database).AllAsync(cancel))
        {
            Console.WriteLine($"{user.Name,-40} {user.Role,-8} since {user.CreatedAt:yyyy-MM-dd}");
        }

        return 0;
    }

    private static async Task AuditAsync(
        HubStart hub, Database database, string action, string name, string? detail, CancellationToken cancel) =>
        await new AuditLog(database).WriteAsync(await Caller.NameAsync(hub, cancel), action, name, detail, cancel);

    private static async Task<UsageException> UnknownAsync(Database database, string name, CancellationToken cancel)
    {
        var names = (await new UserStore(database).AllAsync(cancel)).Select(u => u.Name);
        return new UsageException($"No user is called '{name}'; there are {string.Join(", ", names)}.");
    }

    private static string Checked(ParseResult parsed, Argument<string> argument)
    {
        var text = parsed.GetRequiredValue(argument);
        return UserName.TryParse(text, out var name)
            ? name
            : throw new UsageException($"'{text}' cannot be a user name: {UserName.Rule}.");
    }

    private static async Task<int> TellAsync(string line, string password, string? file, CancellationToken cancel)
    {
        if (file is null)
        {
            Console.WriteLine($"{line} The password is shown once:\n    {password}");
        }
        else
        {
            await OwnerFile.WriteAsync(file, password, cancel);
            Console.WriteLine($"{line} The password stands in {file}.");
        }

        return 0;
    }
}
