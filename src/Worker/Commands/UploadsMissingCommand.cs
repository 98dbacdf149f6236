using System.CommandLine;
using System.Text.Json;
using DealerIntegration.Connectors.Spreadsheets.Uploads;
using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Pipelines.Uploads;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Commands;

/// <summary><c>hub uploads missing</c> (应报未报): which dealers have not sent what for a month.</summary>
internal static class UploadsMissingCommand
{
    public static Command Create()
    {
        var command = new Command("missing", "Which dealers have not sent what they owe for a period")
        {
            RunCommand.Period, RunCommand.Json,
        };
        command.SetAction((parsed, cancel) => HubCommand.WithHubAsync(
            parsed,
            async hub =>
            {
                var period = Period.Parse(RunCommand.RequiredPeriod(parsed));
                var files = await ReadAsync(hub, period, cancel);
                Console.Write(MissingText.Of(period, files));
                if (parsed.GetValue(RunCommand.Json) is { } file)
                {
                    var figures = files.Select(f => new
                    {
                        f.DealerCode, f.DealerName, f.Dataset, standing = f.Standing.ToString(), file = f.Last?.Id,
                        f.Last?.FileName, f.Last?.Reason,
                    });
                    await File.WriteAllTextAsync(file, JsonSerializer.Serialize(figures, RunCommand.Pretty), cancel);
                }

                return 0;
            },
            cancel));
        return command;
    }

    private static async Task<IReadOnlyList<ExpectedFile>> ReadAsync(
        HubStart hub, Period period, CancellationToken cancel)
    {
        var definitions = UploadDefinitions.Load(Path.Combine(hub.Paths.Config, "uploads"));
        await using var database = new Database(hub.ConnectionString);
        return await database.InTransactionAsync(
            (_, transaction) => ExpectedFiles.OfAsync(transaction, definitions, period, cancel), cancel);
    }
}
