using System.CommandLine;
using DealerIntegration.Worker.Access;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Commands;

/// <summary>
/// <c>hub uploads layouts</c> and <c>hub uploads forget</c> (已登记布局): how dealers' files are laid out.
/// </summary>
internal static class UploadLayoutsCommand
{
    public static Command Layouts()
    {
        var dealer = new Option<string?>("--dealer") { Description = "One dealer's code instead of all" };
        var command = new Command("layouts", "The layouts that are known, and who has confirmed them") { dealer };
        command.SetAction((parsed, cancel) => HubCommand.WithHubAsync(
            parsed,
            async hub =>
            {
                await using var database = new Database(hub.ConnectionString);
                var known = await database.InTransactionAsync(
                    (_, transaction) => UploadLayoutStore.ListAsync(transaction, parsed.GetValue(dealer), cancel),
                    cancel);
                foreach (var line in known.SelectMany(Lines).DefaultIfEmpty("No layout is known yet."))
                {
                    Console.WriteLine(line);
                }

                return 0;
            },
            cancel));
        return command;
    }

    public static Command Forget()
    {
        var number = new Argument<long>("number") { Description = "Number of the layout, as layouts lists it" };
        var command = new Command("forget", "Forget a layout: such a file is recognised anew, or asked about")
        {
            number,
        };
        command.SetAction((parsed, cancel) => HubCommand.WithHubAsync(
            parsed,
            async hub =>
            {
                var by = await Caller.NameAsync(hub, cancel);
                await using var database = new Database(hub.ConnectionString);
                var id = parsed.GetRequiredValue(number);
                if (!await database.InTransactionAsync(
                    (_, transaction) => UploadLayoutStore.ForgetAsync(transaction, id, by, cancel), cancel))
                {
                    throw new UsageException($"There is no layout {id}; list them with hub uploads layouts.");
                }

                Console.WriteLine($"Layout {id} is forgotten.");
                return 0;
            },
            cancel));
        return command;
    }

    private static IEnumerable<string> Lines(DealerLayout known)
    {
        var layout = known.Layout;
        yield return $"{layout.Id,8}  {known.DealerCode,-10} {layout.Kind,-16} "
            + (layout.ConfirmedBy is { } by ? $"confirmed by {by} at {layout.At:u}" : "seen, not confirmed")
            + $"; last file {known.SeenAt:u}"
            + (layout.Dates is { } dates ? $"; dates {dates}" : "")
            + (layout.CommaDecimals ? "; comma before the decimals" : "");
        foreach (var line in LayoutText.Remembered(layout))
        {
            yield return line;
        }
    }
}
