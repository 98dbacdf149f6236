using System.CommandLine;
using DealerIntegration.Worker.Access;
using DealerIntegration.Worker.Commands;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Storage;
using DealerIntegration.Worker.Tests.Dashboard;

namespace DealerIntegration.Worker.Tests.Commands;

/// <summary>A command as somebody types it, with everything it says on the screen.</summary>
internal static class CommandLine
{
    public static Task<(int Code, string Said)> TypeAsync(this TestHub hub, Command command, params string[] words) =>
        TypeAsync(hub.Start, command, words);

    public static Task<(int Code, string Said)> TypeAsync(HubStart hub, Command command, params string[] words) =>
        DashboardFixture.WithDatabaseAsync(
            hub.ConnectionString,
            async () =>
            {
                var (output, error) = (Console.Out, Console.Error);
                using var heard = new StringWriter();
                Console.SetOut(heard);
                Console.SetError(heard);
                Environment.SetEnvironmentVariable(HubPaths.SessionVariable, SessionOf(hub.Paths));
                try
                {
                    string[] line = [.. words, "--config", hub.Paths.Config, "--data", hub.Paths.Data];
                    return (await HubCommand.RunAsync(line, command), heard.ToString());
                }
                finally
                {
                    Environment.SetEnvironmentVariable(HubPaths.SessionVariable, null);
                    Console.SetOut(output);
                    Console.SetError(error);
                }
            });

    /// <summary>From now on a user of the hub types on its command line.</summary>
    public static async Task SignInAsync(this TestHub hub, string user)
    {
        var token = Guid.NewGuid().ToString("N");
        await hub.Database.InTransactionAsync(
            (_, transaction) => SessionStore.OpenAsync(
                transaction, user, ShellSignIn.HashOf(token), ShellSignIn.Lifetime, CancellationToken.None),
            CancellationToken.None);
        await OwnerFile.WriteAsync(SessionOf(hub.Paths), token, CancellationToken.None);
    }

    private static string SessionOf(HubPaths paths) => Path.Combine(paths.Data, "session");
}
