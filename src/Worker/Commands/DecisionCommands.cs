using System.CommandLine;
using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Access;
using DealerIntegration.Worker.Decisions;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Commands;

/// <summary>
/// <c>hub match</c>, <c>hub writeoff</c>, <c>hub decision</c> and <c>hub decisions</c> (人工处理): what a person decides
/// about lines of both books.
/// </summary>
internal static class DecisionCommands
{
    private static readonly Option<string> Dealer = new("--dealer") { Description = "Dealer's code", Required = true };

    private static readonly Option<string> Reason = new("--reason")
    {
        Description = "Why; stands on the item and in the audit log",
        Required = true,
    };

    private static readonly Option<string?> Ours = new("--ours") { Description = "Ids of our lines: A,B" };

    private static readonly Option<string?> Theirs = new("--theirs") { Description = "Ids of the dealer's lines: C,D" };

    public static Command Match()
    {
        var force = new Command("force", "These open lines belong together, whatever the steps say")
        {
            RunCommand.Period, Dealer, Ours, Theirs, Reason,
        };
        force.SetAction((parsed, cancel) => WithDeskAsync(
            parsed,
            async (desk, by) => Tell(await desk.ForceAsync(
                Request(parsed, by),
                DecisionRequest.Ids(parsed.GetValue(Ours)),
                DecisionRequest.Ids(parsed.GetValue(Theirs)),
                cancel)),
            cancel));
        var number = new Option<int?>("--match") { Description = "Number of the match in the last result" };
        var undo = new Command("undo", "These matched lines do not belong together; no step pairs them any more")
        {
            RunCommand.Period, Dealer, number, Ours, Theirs, Reason,
        };
        undo.SetAction((parsed, cancel) => WithDeskAsync(
            parsed,
            async (desk, by) => Tell(parsed.GetValue(number) is { } no
                ? await desk.UndoAsync(Request(parsed, by), no, cancel)
                : await desk.UndoAsync(
                    Request(parsed, by),
                    DecisionRequest.Ids(parsed.GetValue(Ours)),
                    DecisionRequest.Ids(parsed.GetValue(Theirs)),
                    cancel)),
            cancel));
        return new Command("match", "Force a match, or undo one") { force, undo };
    }

    public static Command WriteOff()
    {
        var item = new Option<string>("--item")
        {
            Description = "The difference as \"our id|their id\"; a side without a line stays empty",
            Required = true,
        };
        var account = new Option<string>("--account") { Description = "Where it is booked to", Required = true };
        var command = new Command("writeoff", "Give a small difference up")
        {
            RunCommand.Period, Dealer, item, account, Reason,
        };
        command.SetAction((parsed, cancel) => WithDeskAsync(
            parsed,
            async (desk, by) => Tell(await desk.WriteOffAsync(
                Request(parsed, by), parsed.GetRequiredValue(item), parsed.GetRequiredValue(account), cancel)),
            cancel));
        return command;
    }

    public static Command Decision()
    {
        var number = new Argument<long>("number") { Description = "Number of the decision, as hub decisions lists it" };
        var withdraw = new Command("withdraw", "Take a decision back") { number, Reason };
        withdraw.SetAction((parsed, cancel) => WithDeskAsync(
            parsed,
            async (desk, by) =>
            {
                await desk.WithdrawAsync(
                    parsed.GetRequiredValue(number), by, parsed.GetRequiredValue(Reason), cancel);
                Console.WriteLine($"Decision {parsed.GetRequiredValue(number)} is taken back.");
            },
            cancel));
        return new Command("decision", "Single decisions") { withdraw };
    }

    public static Command Decisions()
    {
        var dealer = new Option<string?>("--dealer") { Description = "One dealer's code instead of all" };
        var command = new Command("decisions", "What people decided in a month") { RunCommand.Period, dealer };
        command.SetAction((parsed, cancel) => WithDeskAsync(
            parsed,
            async (desk, _) =>
            {
                var period = Period.Parse(RunCommand.RequiredPeriod(parsed));
                var taken = await desk.OfPeriodAsync(period, parsed.GetValue(dealer), cancel);
                Console.WriteLine($"{period}: decisions {taken.Count}");
                foreach (var line in taken.SelectMany(Lines))
                {
                    Console.WriteLine(line);
                }
            },
            cancel));
        return command;
    }

    private static DecisionRequest Request(ParseResult parsed, string by) => new(
        Period.Parse(RunCommand.RequiredPeriod(parsed)),
        parsed.GetRequiredValue(Dealer),
        by,
        parsed.GetRequiredValue(Reason));

    private static Task<int> WithDeskAsync(
        ParseResult parsed, Func<DecisionDesk, string, Task> work, CancellationToken cancel) =>
        HubCommand.WithHubAsync(
            parsed,
            async hub =>
            {
                await using var host = await RunHost.StartAsync(hub, workers: 0, cancel);
                await work(
                    host.Services.GetRequiredService<DecisionDesk>(), await Caller.NameAsync(hub, cancel));
                return 0;
            },
            cancel);

    private static void Tell(StoredDecision taken)
    {
        foreach (var line in Lines(taken))
        {
            Console.WriteLine(line);
        }

        Console.WriteLine(
            $"The next reconciliation obeys: ./hub reconcile --period {taken.Period} --dealer {taken.DealerCode}");
    }

    private static IEnumerable<string> Lines(StoredDecision taken)
    {
        var d = taken.Decision;
        yield return $"{d.Number,8}  {taken.DealerCode,-10} {d.Kind,-10} ours {Named(d.OurIds)} "
            + $"({AmountText.Of(d.OurAmount)}), theirs {Named(d.TheirIds)} ({AmountText.Of(d.TheirAmount)}), "
            + $"theirs − ours = {AmountText.Of(d.TheirAmount - d.OurAmount)}"
            + (d.Account is null ? "" : $", to account {d.Account}");
        yield return $"          by {d.DecidedBy} on {d.DecidedOn:yyyy-MM-dd}: {d.Reason}";
        if (taken.WithdrawnBy is { } by)
        {
            yield return $"          taken back by decision {by}: {taken.WithdrawnWhy}";
        }
    }

    private static string Named(IReadOnlyList<string> ids) => ids.Count == 0 ? "–" : string.Join(",", ids);
}
