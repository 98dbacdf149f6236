using System.CommandLine;

namespace DealerIntegration.Worker.Commands;

/// <summary><c>hub migrate</c>: have a database and bring it to this build's shape, nothing else.</summary>
internal static class MigrateCommand
{
    public static Command Create()
    {
        var command = new Command("migrate", "Make or upgrade the database and stop");
        command.SetAction((parsed, cancel) => HubCommand.WithHubAsync(
            parsed,
            hub =>
            {
                Console.WriteLine($"The database is ready; data folder {hub.Paths.Data}");
                return Task.FromResult(0);
            },
            cancel));
        return command;
    }
}
