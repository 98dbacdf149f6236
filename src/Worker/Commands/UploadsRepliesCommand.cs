using System.CommandLine;
using System.Text.Json;
using DealerIntegration.Worker.Access;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Commands;

/// <summary>
/// <c>hub uploads replies</c> and <c>hub uploads reply</c> (回复确认): what is on its way to dealers, and what a person has
/// found out about one that nobody else can tell of.
/// </summary>
internal static class UploadsRepliesCommand
{
    public static Command List()
    {
        var command = new Command("replies", "Files on their way to dealers that wait, are unclear or were refused")
        {
            RunCommand.Json,
        };
        command.SetAction((parsed, cancel) => HubCommand.WithHubAsync(
            parsed,
            async hub =>
            {
                await using var database = new Database(hub.ConnectionString);
                var replies = await database.InTransactionAsync(
                    (_, transaction) => ReplyListStore.OpenAsync(transaction, cancel), cancel);
                Console.WriteLine($"Replies that have not arrived for certain: {replies.Count}");
                foreach (var reply in replies)
                {
                    Console.WriteLine(
                        $"{reply.Key,-36} {reply.DealerCode,-8} {reply.Connector,-12} {reply.Status,-8} "
                        + $"{reply.Attempts} tries  {reply.FileName}");
                    if (reply.Reason is not null)
                    {
                        Console.WriteLine($"    {reply.Reason}");
                    }
                }

                if (parsed.GetValue(RunCommand.Json) is { } file)
                {
                    await File.WriteAllTextAsync(file, JsonSerializer.Serialize(replies, RunCommand.Pretty), cancel);
                }

                return 0;
            },
            cancel));
        return command;
    }

    public static Command Settle()
    {
        var key = new Argument<string>("key") { Description = "Key of the reply, as hub uploads replies lists it" };
        var arrived = new Option<bool>("--arrived") { Description = "The dealer has it: it is not sent again" };
        var again = new Option<bool>("--again") { Description = "It did not arrive: the next run sends it once more" };
        var reason = new Option<string>("--reason") { Description = "How you know", Required = true };
        var command = new Command("reply", "Say of a reply with an unclear outcome whether it arrived")
        {
            key, arrived, again, reason,
        };
        command.SetAction((parsed, cancel) => parsed.GetValue(arrived) == parsed.GetValue(again)
            ? throw new UsageException("Say which: --arrived or --again.")
            : HubCommand.WithHubAsync(
                parsed,
                async hub =>
                {
                    var by = await Caller.NameAsync(hub, cancel);
                    var settled = new SettledReply(
                        parsed.GetRequiredValue(key), parsed.GetValue(arrived), by, parsed.GetRequiredValue(reason));
                    await using var database = new Database(hub.ConnectionString);
                    await SettleAsync(database, settled, cancel);
                    Console.WriteLine(settled.Arrived
                        ? $"{settled.Key} counts as arrived."
                        : $"{settled.Key} goes out once more with the next ./hub run exchange or send-replies.");
                    return 0;
                },
                cancel));
        return command;
    }

    private static Task SettleAsync(Database database, SettledReply reply, CancellationToken cancel) =>
        database.InTransactionAsync(
            async (_, transaction) =>
            {
                var how = $"{(reply.Arrived ? "arrived" : "not arrived")}, says {reply.By}: {reply.Reason}";
                var found = reply.Arrived
                    ? await OutboxStore.ConfirmAsync(transaction, ReplyStore.Kind, reply.Key, how, cancel)
                    : await OutboxStore.ReleaseAsync(transaction, ReplyStore.Kind, reply.Key, how, cancel);
                if (!found)
                {
                    throw new UsageException(
                        $"No reply '{reply.Key}' was tried and is unclear; ./hub uploads replies lists them.");
                }

                await AuditLog.WriteAsync(
                    transaction, reply.By, reply.Arrived ? "reply.arrived" : "reply.again", reply.Key, reply.Reason,
                    cancel);
            },
            cancel);

    private sealed record SettledReply(string Key, bool Arrived, string By, string Reason);
}
