using System.CommandLine;
using DealerIntegration.Worker.Hosting;

namespace DealerIntegration.Worker.Commands;

/// <summary>
/// <c>hub reset</c>: forget everything of this checkout: private databases, dealers' folders, logs, secrets.
/// </summary>
internal static class ResetCommand
{
    public static Command Create()
    {
        var yes = new Option<bool>("--yes") { Description = "Do not ask" };
        var command = new Command("reset", "Delete the data folder of this checkout, private database included")
        {
            yes,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            var paths = HubPaths.Find(parsed.GetValue(HubCommand.Config), parsed.GetValue(HubCommand.Data));
            if (!Directory.Exists(paths.Data))
            {
                Console.WriteLine($"Nothing to clear: {paths.Data} does not exist.");
                return 0;
            }

            if (!parsed.GetValue(yes) && !Confirm(paths.Data))
            {
                return HubCommand.Failed;
            }

            // The demo keeps a hub of its own below the same folder, so there may be more than one server.
            foreach (var pid in Directory.EnumerateFiles(paths.Data, "postmaster.pid",
                SearchOption.AllDirectories).ToList())
            {
                var server = Path.GetDirectoryName(Path.GetDirectoryName(pid))!;
                await new PostgresCluster(server, new Dictionary<string, string>()).StopAsync(cancel);
            }

            Directory.Delete(paths.Data, recursive: true);
            Console.WriteLine($"Cleared {paths.Data}");
            return 0;
        });
        return command;
    }

    private static bool Confirm(string folder)
    {
        if (Console.IsInputRedirected)
        {
            Console.Error.WriteLine("hub: reset deletes data; add --yes where nobody can be asked.");
            return false;
        }

        Console.Write($"Delete {folder} with its database? (yes/no) ");
        return string.Equals(Console.ReadLine()?.Trim(), "yes", StringComparison.OrdinalIgnoreCase);
    }
}
