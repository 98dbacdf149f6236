using System.CommandLine;
using System.Text.Json;
using DealerIntegration.Worker.Access;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Pipelines;
using DealerIntegration.Worker.Rebates;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Commands;

/// <summary><c>hub rebates</c> (返利池): how the pool stands, drawing from it, taking an entry back, tier watch.</summary>
internal static class RebatesCommand
{
    public static Command Create() =>
        new("rebates", "The rebate pool: balances, drawings, reversals; who is close to the next tier")
        {
            Balance(), Draw(), Reverse(), RebateWatchCommand.Create(),
        };

    private static Command Balance()
    {
        var dealer = new Option<string?>("--dealer") { Description = "One dealer's code: also its entries" };
        var command = new Command("balance", "Credited, used, expired, remaining, and what expires soon")
        {
            dealer, RunCommand.Json,
        };
        command.SetAction((parsed, cancel) => WithDeskAsync(
            parsed,
            async (desk, _) =>
            {
                var report = await desk.LookAsync(parsed.GetValue(dealer), cancel);
                foreach (var line in PoolText.Of(report))
                {
                    Console.WriteLine(line);
                }

                if (parsed.GetValue(RunCommand.Json) is { } file)
                {
                    await File.WriteAllTextAsync(file, JsonSerializer.Serialize(report, RunCommand.Pretty), cancel);
                }
            },
            cancel));
        return command;
    }

    private static Command Draw()
    {
        var path = new Argument<string>("file")
        {
            Description = "CSV or workbook with the columns dealer, amount, reference; if wanted currency, form",
        };
        var command = new Command("draw", "Book the drawings of a file, all of them or none") { path };
        command.SetAction((parsed, cancel) => WithDeskAsync(
            parsed,
            async (desk, by) =>
            {
                var file = parsed.GetRequiredValue(path);
                var content = await File.ReadAllBytesAsync(file, cancel);
                var drawn = await desk.DrawAsync(content, Path.GetFileName(file), by, cancel);
                foreach (var (number, request) in drawn)
                {
                    Console.WriteLine(PoolText.Drawn(number, request));
                }
            },
            cancel));
        return command;
    }

    private static Command Reverse()
    {
        var number = new Argument<long>("entry") { Description = "Number of a draw or an expiry" };
        var reason = new Option<string>("--reason") { Description = "Why; stands on the entry", Required = true };
        var command = new Command("reverse", "Take an entry back by another one") { number, reason };
        command.SetAction((parsed, cancel) => WithDeskAsync(
            parsed,
            async (desk, by) =>
            {
                var taken = parsed.GetRequiredValue(number);
                var entry = await desk.ReverseAsync(taken, parsed.GetRequiredValue(reason), by, cancel);
                Console.WriteLine($"Entry {taken} is taken back by entry {entry}.");
            },
            cancel));
        return command;
    }

    private static Task<int> WithDeskAsync(
        ParseResult parsed, Func<PoolDesk, string, Task> work, CancellationToken cancel) =>
        HubCommand.WithHubAsync(
            parsed,
            async hub =>
            {
                await using var database = new Database(hub.ConnectionString);
                var desk = new PoolDesk(database, new AuditLog(database), hub.Options, new BusinessDay(hub.Options));
                await work(desk, await Caller.NameAsync(hub, cancel));
                return 0;
            },
            cancel);
}
