using System.CommandLine;
using System.Text.Json;
using DealerIntegration.Worker.Dashboard;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Commands;

/// <summary><c>hub summary</c>: where a month stands, for people as text, for programs as JSON.</summary>
internal static class SummaryCommand
{
    public static Command Create()
    {
        var command = new Command("summary", "Tell where a month stands") { RunCommand.Period, RunCommand.Json };
        command.SetAction((parsed, cancel) => HubCommand.WithHubAsync(
            parsed,
            async hub =>
            {
                var period = Domain.Values.Period.Parse(RunCommand.RequiredPeriod(parsed));
                await using var database = new Database(hub.ConnectionString);
                var figures = await SummaryStore.ReadAsync(database, period, cancel);
                var summary = new MonthSummary(
                    figures,
                    new SummaryFolders(
                        hub.Paths.Resolve(hub.Options.Folders.Drop), hub.Paths.Resolve(hub.Options.Folders.Outbox)),
                    new SummaryDashboard(
                        hub.Options.Dashboard.Address, FirstUser.PasswordFileOf(hub.Paths)));
                Console.Write(SummaryText.Of(summary));
                if (parsed.GetValue(RunCommand.Json) is { } file)
                {
                    await File.WriteAllTextAsync(file, JsonSerializer.Serialize(summary.ToJson(), RunCommand.Pretty),
                        cancel);
                }

                return 0;
            },
            cancel));
        return command;
    }
}
