using System.CommandLine;
using System.Text.Json;
using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Access;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Months;

namespace DealerIntegration.Worker.Commands;

/// <summary><c>hub period</c> (会计期间): how a month stands, close it, open it again.</summary>
internal static class PeriodCommand
{
    public static Command Create()
    {
        var close = new Command("close", "Close the month; refused while anything is in the way") { RunCommand.Period };
        close.SetAction((parsed, cancel) => WithDeskAsync(
            parsed,
            async (desk, period, by) =>
            {
                var snapshot = await desk.CloseAsync(period, by, cancel);
                Console.WriteLine($"{period} is closed: {snapshot.Dealers} dealers, {snapshot.Figures}.");
            },
            cancel));
        var reason = new Option<string>("--reason") { Description = "Why; stands in the history", Required = true };
        var reopen = new Command("reopen", "Open a closed month again") { RunCommand.Period, reason };
        reopen.SetAction((parsed, cancel) => WithDeskAsync(
            parsed,
            async (desk, period, by) =>
            {
                await desk.ReopenAsync(period, by, parsed.GetRequiredValue(reason), cancel);
                Console.WriteLine($"{period} is open again.");
            },
            cancel));
        var command = new Command("period", "Tell how a month stands and what keeps it from being closed")
        {
            RunCommand.Period, RunCommand.Json, close, reopen,
        };
        command.SetAction((parsed, cancel) => WithDeskAsync(
            parsed,
            async (desk, period, _) =>
            {
                // An answer may have come about by silence since the last run.
                await desk.AdvanceAsync(period, cancel);
                await TellAsync(await desk.LookAsync(period, cancel), parsed.GetValue(RunCommand.Json), cancel);
            },
            cancel));
        return command;
    }

    private static Task<int> WithDeskAsync(
        ParseResult parsed, Func<PeriodDesk, Period, string, Task> work, CancellationToken cancel) =>
        HubCommand.WithHubAsync(
            parsed,
            async hub =>
            {
                var period = Period.Parse(RunCommand.RequiredPeriod(parsed));
                await using var host = await RunHost.StartAsync(hub, workers: 0, cancel);
                await work(
                    host.Services.GetRequiredService<PeriodDesk>(), period, await Caller.NameAsync(hub, cancel));
                return 0;
            },
            cancel);

    private static async Task TellAsync(PeriodReport report, string? file, CancellationToken cancel)
    {
        foreach (var line in PeriodText.Of(report))
        {
            Console.WriteLine(line);
        }

        if (file is not null)
        {
            var json = new
            {
                period = report.Period.ToString(),
                state = PeriodDesk.Word(report.State),
                report.FiguresHold,
                blockers = report.Blockers.Select(b => new { kind = b.Kind.ToString(), b.Owner, b.What, b.Remedy }),
                history = report.History.Select(e => new
                {
                    e.No, state = PeriodDesk.Word(e.State), e.At, e.Actor, e.Reason, e.Watermark,
                    evidence = JsonDocument.Parse(e.Evidence).RootElement,
                }),
            };
            await File.WriteAllTextAsync(file, JsonSerializer.Serialize(json, RunCommand.Pretty), cancel);
        }
    }
}
