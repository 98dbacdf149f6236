using System.CommandLine;
using System.Text.Json;
using DealerIntegration.Connectors.Drop;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Commands;

/// <summary><c>hub uploads</c> and <c>hub uploads show</c> (来件清单): what came and what became of it.</summary>
internal static class UploadsListCommand
{
    private const int RejectsShown = 50;

    public static Command WithList(Command command)
    {
        var dealer = new Option<string?>("--dealer") { Description = "One dealer's code instead of all" };
        var dataset = new Option<string?>("--dataset") { Description = "One kind of file, for example stock" };
        var limit = new Option<int>("--limit") { Description = "How many to list", DefaultValueFactory = _ => 50 };
        command.Add(RunCommand.Period);
        command.Add(dealer);
        command.Add(dataset);
        command.Add(limit);
        command.Add(RunCommand.Json);
        command.SetAction((parsed, cancel) => HubCommand.WithHubAsync(
            parsed,
            async hub =>
            {
                var wanted = new UploadsWanted(
                    RunCommand.CheckedPeriod(parsed), parsed.GetValue(dealer), parsed.GetValue(dataset),
                    parsed.GetValue(limit) is > 0 and var count
                        ? count : throw new UsageException("--limit is a number from 1 up."));
                await using var database = new Database(hub.ConnectionString);
                var lines = await database.InTransactionAsync(
                    (_, transaction) => UploadListStore.ListAsync(transaction, wanted, cancel), cancel);
                Console.Write(new UploadText(hub.Options.Principal.TimeZone).List(lines));
                await WriteAsync(parsed, lines, cancel);
                return 0;
            },
            cancel));
        return command;
    }

    public static Command Show()
    {
        var number = new Argument<long>("id") { Description = "Number of the file, as hub uploads lists it" };
        var save = new Option<string?>("--save") { Description = "Also write the file to this path, as it was sent" };
        var command = new Command("show", "One file: each time it came, its problems, its replies")
        {
            number, save, RunCommand.Json,
        };
        command.SetAction((parsed, cancel) => HubCommand.WithHubAsync(
            parsed,
            hub => ShowAsync(hub, parsed, parsed.GetRequiredValue(number), parsed.GetValue(save), cancel),
            cancel));
        return command;
    }

    private static async Task<int> ShowAsync(
        HubStart hub, ParseResult parsed, long id, string? save, CancellationToken cancel)
    {
        await using var database = new Database(hub.ConnectionString);
        var (line, arrivals, rejects) = await database.InTransactionAsync(
            async (_, transaction) => (
                (await UploadListStore.ListAsync(
                    transaction, new UploadsWanted(null, null, null, 1, id), cancel)).SingleOrDefault(),
                await UploadListStore.ArrivalsAsync(transaction, id, cancel),
                await UploadListStore.RejectsAsync(transaction, id, RejectsShown, cancel)),
            cancel);
        if (line is null)
        {
            throw new UsageException($"There is no file {id}; hub uploads lists them.");
        }

        Console.Write(new UploadText(hub.Options.Principal.TimeZone).Show(line, arrivals, rejects));
        await WriteAsync(parsed, new { file = line, arrivals, rejects }, cancel);
        if (save is not null)
        {
            var body = await database.InTransactionAsync(
                (_, transaction) => UploadListStore.BodyAsync(transaction, id, cancel), cancel);
            AtomicFile.Write(save, body);
            Console.WriteLine($"Written to {Path.GetFullPath(save)}");
        }

        return 0;
    }

    private static async Task WriteAsync(ParseResult parsed, object figures, CancellationToken cancel)
    {
        if (parsed.GetValue(RunCommand.Json) is { } file)
        {
            await File.WriteAllTextAsync(file, JsonSerializer.Serialize(figures, RunCommand.Pretty), cancel);
        }
    }
}
