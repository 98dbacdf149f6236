using System.CommandLine;
using System.Text.Json;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Pipelines;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Commands;

/// <summary><c>hub statements</c> (对账进度): which dealers confirmed or disputed a month, and who is due.</summary>
internal static class StatementsCommand
{
    public static Command Create()
    {
        var command = new Command("statements", "Tell which statements of a period are out, answered and due")
        {
            RunCommand.Period, RunCommand.Json,
        };
        command.SetAction((parsed, cancel) => HubCommand.WithHubAsync(
            parsed,
            async hub =>
            {
                var period = Domain.Values.Period.Parse(RunCommand.RequiredPeriod(parsed)).ToString();
                var today = new BusinessDay(hub.Options).Of(TimeProvider.System.GetUtcNow().UtcDateTime);
                var standings = await ReadAsync(hub, period, today, cancel);
                Console.Write(StandingText.Of(period, today, standings));
                if (parsed.GetValue(RunCommand.Json) is { } file)
                {
                    await File.WriteAllTextAsync(
                        file, JsonSerializer.Serialize(new { period, today, standings }, RunCommand.Pretty), cancel);
                }

                return 0;
            },
            cancel));
        return command;
    }

    private static async Task<IReadOnlyList<StatementStanding>> ReadAsync(
        HubStart hub, string period, DateOnly today, CancellationToken cancel)
    {
        await using var database = new Database(hub.ConnectionString);
        return await database.InTransactionAsync(
            (_, transaction) => StatementStore.StandingsAsync(transaction, period, today, cancel), cancel);
    }
}
