using System.CommandLine;
using System.Text.Json;
using DealerIntegration.Worker.Access;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Pipelines;
using DealerIntegration.Worker.Pipelines.Uploads;
using DealerIntegration.Worker.Pipelines.Uploads.Checks;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Commands;

/// <summary>
/// <c>hub uploads check</c> (试收) tells what taking a file would come to, and writes nothing; <c>hub uploads take</c>
/// (收件) takes it, if that still holds.
/// </summary>
internal static class UploadsCheckCommand
{
    private static readonly Argument<string> Path = new("file") { Description = "A dealer's file on this machine" };

    private static readonly Option<string> Dealer = new("--dealer")
    {
        Description = "Code of the dealer whose file it is",
        Required = true,
    };

    public static Command Check()
    {
        var reply = new Option<string?>("--reply")
        {
            Description = "Also write the dealer's reply to this file; what goes with it lies beside it",
        };
        var command = new Command("check", "Tell what a file would change and what is wrong with it; writes nothing")
        {
            Path, Dealer, RunCommand.Period, reply, RunCommand.Json,
        };
        command.SetAction((parsed, cancel) => HubCommand.WithHubAsync(
            parsed, hub => CheckAsync(hub, parsed, parsed.GetValue(reply), cancel), cancel));
        return command;
    }

    public static Command Take()
    {
        var token = new Option<string?>("--token")
        {
            Description = "What the check has printed: nothing is taken if anything has changed since that decides",
        };
        var command = new Command("take", "Take a file as if its dealer had dropped it, and wait for the end")
        {
            Path, Dealer, RunCommand.Period, token, RunCommand.Progress, RunCommand.Json, RunCommand.Workers,
        };
        command.SetAction((parsed, cancel) => HubCommand.WithHubAsync(
            parsed,
            async hub =>
            {
                var file = new UploadToTake(
                    parsed.GetRequiredValue(Dealer), FullPath(parsed), parsed.GetValue(token));
                var request = new RunRequest(
                    "uploads", "", RunCommand.RequiredPeriod(parsed), await Caller.NameAsync(hub, cancel),
                    file.Parameters());
                return await RunCommand.ExecuteAsync(
                    hub, request, parsed, parsed.GetValue(RunCommand.Workers), wait: true, cancel);
            },
            cancel));
        return command;
    }

    private static async Task<int> CheckAsync(
        HubStart hub, ParseResult parsed, string? reply, CancellationToken cancel)
    {
        var period = Domain.Values.Period.Parse(RunCommand.RequiredPeriod(parsed));
        await using var database = new Database(hub.ConnectionString);
        var day = new BusinessDay(hub.Options);
        var work = new UploadWork(
            hub.Paths, hub.Options, day, new FileChecks(new EarlierFiles(day), hub.Paths));
        var result = await new UploadTrial(database, work).RunAsync(
            parsed.GetRequiredValue(Dealer), FullPath(parsed), period, cancel);
        Console.Write(UploadTrialText.Of(result));
        if (reply is not null)
        {
            await WriteAsync(reply, result, cancel);
        }

        if (parsed.GetValue(RunCommand.Json) is { } json)
        {
            await File.WriteAllTextAsync(
                json, JsonSerializer.Serialize(UploadTrialText.Json(result), RunCommand.Pretty), cancel);
        }

        return 0;
    }

    private static async Task WriteAsync(string reply, UploadTrialResult result, CancellationToken cancel)
    {
        var path = System.IO.Path.GetFullPath(reply);
        await File.WriteAllBytesAsync(path, result.Replies[0].Content, cancel);
        Console.WriteLine($"Reply: {path}");
        foreach (var other in result.Replies.Skip(1))
        {
            var beside = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(path)!, other.Name);
            await File.WriteAllBytesAsync(beside, other.Content, cancel);
            Console.WriteLine($"Beside it: {beside}");
        }
    }

    private static string FullPath(ParseResult parsed)
    {
        var path = System.IO.Path.GetFullPath(parsed.GetRequiredValue(Path));
        return File.Exists(path) ? path : throw new UsageException($"{path}: there is no such file.");
    }
}
