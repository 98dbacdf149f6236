using System.CommandLine;
using DealerIntegration.Worker.Commands;
using DealerIntegration.Worker.Tests.Dashboard;

namespace DealerIntegration.Worker.Tests.Commands;

/// <summary>A command as somebody types it, with everything it says on the screen.</summary>
internal static class CommandLine
{
    public static Task<(int Code, string Said)> TypeAsync(this TestHub hub, Command command, params string[] words) =>
        DashboardFixture.WithDatabaseAsync(
            hub.ConnectionString,
            async () =>
            {
                var (output, error) = (Console.Out, Console.Error);
                using var heard = new StringWriter();
                Console.SetOut(heard);
                Console.SetError(heard);
                try
                {
                    string[] line = [.. words, "--config", hub.Paths.Config, "--data", hub.Paths.Data];
                    return (await HubCommand.RunAsync(line, command), heard.ToString());
                }
                finally
                {
                    Console.SetOut(output);
                    Console.SetError(error);
                }
            });
}
