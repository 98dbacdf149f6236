using System.CommandLine;
using DealerIntegration.Simulators.Demo;
using Spectre.Console;

namespace DealerIntegration.Simulators.Commands;

/// <summary><c>demo</c>: partners, spreadsheets, hub and one month of business with one command.</summary>
internal static class DemoCommand
{
    public static Command Build()
    {
        var (seed, period) = (Shared.Seed(), Shared.Period());
        var once = new Option<bool>("--once") { Description = "End after the run; 0 only if everything held." };
        var data = new Option<string?>("--data") { Description = "Data folder (default: as the hub's own)." };
        var truth = new Option<string?>("--truth") { Description = "Write what was planted to this file." };
        var found = new Option<string?>("--found") { Description = "Write what the hub found to this file." };
        var json = new Option<string?>("--json") { Description = "Write the figures to this file." };
        var command = new Command("demo", "Runs a whole month of business through the hub.")
        {
            once, seed, period, data, truth, found, json,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var options = new DemoOptions(
                Shared.MonthOf(parsed, period), parsed.GetValue(seed), parsed.GetValue(once), parsed.GetValue(data),
                parsed.GetValue(truth), parsed.GetValue(found), parsed.GetValue(json));
            return await Run(options, cancellation);
        });
        return command;
    }

    private static async Task<int> Run(DemoOptions options, CancellationToken cancellation)
    {
        if (Console.IsOutputRedirected)
        {
            // A log has no width of its own; without one the tables would be squeezed into 80 columns.
            AnsiConsole.Profile.Width = 140;
        }

        try
        {
            return await DemoRun.Run(options, cancellation);
        }
        catch (DemoFailure failure)
        {
            await Console.Error.WriteLineAsync($"demo: {failure.Message}");
            return 1;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("demo: stopped.");
            return 130;
        }
    }
}
