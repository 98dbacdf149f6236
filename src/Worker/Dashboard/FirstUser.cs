using DealerIntegration.Worker.Dashboard.Access;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Dashboard;

/// <summary>
/// Makes the first user with a random password and tells it once. There is no default password: until somebody is
/// told this one, nobody can sign in.
/// </summary>
internal sealed class FirstUser(Database database, UserStore users, HubPaths paths, TextWriter console)
{
    public const string Name = "admin";

    public string PasswordFile => PasswordFileOf(paths);

    public static string PasswordFileOf(HubPaths paths) => Path.Combine(paths.Secrets, "dashboard-password.txt");

    public async Task EnsureAsync(CancellationToken cancel)
    {
        if (await users.AnyAsync(cancel))
        {
            return;
        }

        var password = RandomPassword.Create();
        var hash = PasswordHash.Create(password);
        var isFirst = await database.InTransactionAsync(
            async (_, transaction) =>
            {
                if (!await UserStore.AddFirstAsync(transaction, Name, Roles.It, hash, cancel))
                {
                    return false;
                }

                await AuditLog.WriteAsync(
                    transaction, "hub", "user.add", Name, $"role {Roles.It}, first start", cancel);
                // Before the commit: a process that dies in between has made no user, and the next one tells anew.
                await OwnerFile.WriteAsync(PasswordFile, password, cancel);
                return true;
            },
            cancel);
        if (isFirst)
        {
            await console.WriteLineAsync(
                $"""
                The dashboard has a first user now. This is shown once:
                    user      {Name}
                    password  {password}
                It also stands in {PasswordFile}, for the owner's eyes only; delete that file once you know it.
                """);
        }
    }
}
