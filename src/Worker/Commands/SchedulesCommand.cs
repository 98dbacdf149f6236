using System.CommandLine;
using DealerIntegration.Worker.Access;
using DealerIntegration.Worker.Jobs;

namespace DealerIntegration.Worker.Commands;

/// <summary><c>hub schedules</c>: pause a recurring run with a reason, or let it run again.</summary>
internal static class SchedulesCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("name") { Description = "Name in config/schedules.json" };
        var reason = new Option<string>("--reason") { Description = "Why; stands in the audit log", Required = true };
        var pause = new Command("pause", "Let the schedule's ticks pass without a run") { name, reason };
        pause.SetAction((parsed, cancel) => HubCommand.WithHubAsync(
            parsed,
            async hub =>
            {
                await using var host = await RunHost.StartAsync(hub, workers: 0, cancel);
                await host.Services.GetRequiredService<Schedules>().PauseAsync(
                    parsed.GetRequiredValue(name),
                    parsed.GetRequiredValue(reason),
                    await Caller.NameAsync(hub, cancel),
                    cancel);
                Console.WriteLine($"Paused {parsed.GetRequiredValue(name)}.");
                return 0;
            },
            cancel));
        var resume = new Command("resume", "Take a pause back") { name };
        resume.SetAction((parsed, cancel) => HubCommand.WithHubAsync(
            parsed,
            async hub =>
            {
                await using var host = await RunHost.StartAsync(hub, workers: 0, cancel);
                await host.Services.GetRequiredService<Schedules>().ResumeAsync(
                    parsed.GetRequiredValue(name), await Caller.NameAsync(hub, cancel), cancel);
                Console.WriteLine($"{parsed.GetRequiredValue(name)} runs again.");
                return 0;
            },
            cancel));
        return new Command("schedules", "Recurring runs") { pause, resume };
    }
}
