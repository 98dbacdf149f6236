using System.CommandLine;
using System.Text.Json;
using DealerIntegration.Domain.Diversion.Cases;
using DealerIntegration.Worker.Access;
using DealerIntegration.Worker.Cases;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Commands;

/// <summary><c>hub cases</c> (窜货案件): which there are, how one stands, and what somebody does about it.</summary>
internal static class CasesCommand
{
    private const long LargestPaper = 5 * 1024 * 1024;

    private static readonly Argument<string> Number = new("number") { Description = "Number of the case" };

    private static readonly Option<string> Reason = new("--reason")
    {
        Description = "Why; stands in the file of the case",
        Required = true,
    };

    private static readonly Option<string?> Attach = new("--attach")
    {
        Description = "A file that stays with the step, for example the dealer's letter",
    };

    public static Command Create() => WithList(new Command("cases", "Diversion cases: list, look, notify, rule, close")
    {
        Show(),
        Act("notify", "Tell the dealer: a letter in its folder; the time for an appeal starts", CaseAction.Notify),
        Act("appeal", "Take down the dealer's appeal, before a ruling or against it", CaseAction.Appeal),
        Rule(),
        Act("reverse", "Take a ruling back after a successful appeal: volume and rebates return", CaseAction.Reverse),
        Act("close", "End a case that is ruled, dropped, or whose evidence is gone", CaseAction.Close),
        Act("reopen", "Start another round of a closed case that has grown", CaseAction.Reopen),
    });

    private static Command WithList(Command command)
    {
        var open = new Option<bool>("--open") { Description = "Only those that are not closed" };
        var overdue = new Option<bool>("--overdue") { Description = "Only those whose phase is over" };
        var dealer = new Option<string?>("--dealer") { Description = "One dealer's code instead of all" };
        command.Add(open);
        command.Add(overdue);
        command.Add(dealer);
        command.Add(RunCommand.Json);
        command.SetAction((parsed, cancel) => WithDeskAsync(
            parsed,
            async (desk, _) =>
            {
                var list = (await desk.ListAsync(parsed.GetValue(dealer), cancel))
                    .Where(c => !parsed.GetValue(open) || c.Life.State != CaseState.Closed)
                    .Where(c => !parsed.GetValue(overdue) || c.Overdue > 0)
                    .ToList();
                foreach (var line in CaseText.List(list))
                {
                    Console.WriteLine(line);
                }

                if (parsed.GetValue(RunCommand.Json) is { } file)
                {
                    await File.WriteAllTextAsync(
                        file, JsonSerializer.Serialize(list.Select(CaseText.Figures), RunCommand.Pretty), cancel);
                }
            },
            cancel));
        return command;
    }

    private static Command Show()
    {
        var command = new Command("show", "One case: what was found, its life, what it moved") { Number };
        command.SetAction((parsed, cancel) => WithDeskAsync(
            parsed,
            async (desk, host) => Tell(
                await desk.OpenAsync(parsed.GetRequiredValue(Number), cancel), host.Options),
            cancel));
        return command;
    }

    private static Command Act(string name, string description, CaseAction action)
    {
        var command = new Command(name, description) { Number, Reason, Attach };
        command.SetAction((parsed, cancel) => ActAsync(parsed, action, cancel));
        return command;
    }

    private static Command Rule()
    {
        var confirm = new Option<bool>("--confirm")
        {
            Description = "It was a diversion; on an appeal against the ruling: it stands",
        };
        var dismiss = new Option<bool>("--dismiss") { Description = "It was none" };
        var command = new Command("rule", "Rule on a case, as another person than who notified the dealer")
        {
            Number, confirm, dismiss, Reason, Attach,
        };
        command.SetAction((parsed, cancel) => parsed.GetValue(confirm) == parsed.GetValue(dismiss)
            ? throw new UsageException("Say which: --confirm or --dismiss.")
            : ActAsync(parsed, parsed.GetValue(confirm) ? CaseAction.Confirm : CaseAction.Dismiss, cancel));
        return command;
    }

    private static Task<int> ActAsync(ParseResult parsed, CaseAction action, CancellationToken cancel) => WithDeskAsync(
        parsed,
        async (desk, hub) =>
        {
            var by = await Caller.ChannelAsync(hub, cancel);
            var paper = parsed.GetValue(Attach) is { } path ? await ReadAsync(path, cancel) : null;
            var request = new CaseRequest(
                parsed.GetRequiredValue(Number), by, parsed.GetRequiredValue(Reason), paper);
            Tell(await desk.ActAsync(action, request, cancel), hub.Options);
        },
        cancel);

    private static async Task<CasePaper> ReadAsync(string path, CancellationToken cancel)
    {
        var file = new FileInfo(path);
        if (file is { Exists: true, Length: > LargestPaper })
        {
            throw new UsageException(
                $"{path} has {file.Length:N0} bytes; at most {LargestPaper:N0} are kept with a step.");
        }

        return new CasePaper(file.Name, await File.ReadAllBytesAsync(path, cancel));
    }

    private static void Tell(CaseFile file, HubOptions options)
    {
        foreach (var line in new CaseText(options.Principal.TimeZone).Show(file))
        {
            Console.WriteLine(line);
        }
    }

    internal static Task<int> WithDeskAsync(
        ParseResult parsed, Func<CaseDesk, HubStart, Task> work, CancellationToken cancel) =>
        HubCommand.WithHubAsync(
            parsed,
            async hub =>
            {
                await using var host = await RunHost.StartAsync(hub, workers: 0, cancel);
                await work(host.Services.GetRequiredService<CaseDesk>(), hub);
                return 0;
            },
            cancel);
}
