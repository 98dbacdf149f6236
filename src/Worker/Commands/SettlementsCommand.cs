using System.CommandLine;
using System.Text.Json;
using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Rebates;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Commands;

/// <summary><c>hub settlements</c> (待放行结算): what was prepared, released or rejected, by whom, and how much.</summary>
internal static class SettlementsCommand
{
    public static Command Create()
    {
        var command = new Command("settlements", "Prepared, released and rejected settlements, the newest first")
        {
            RunCommand.Period, RunCommand.Json, AccrualsCommand.Create(),
        };
        command.SetAction((parsed, cancel) => HubCommand.WithHubAsync(
            parsed,
            async hub =>
            {
                Period? period = RunCommand.CheckedPeriod(parsed) is { } text ? Period.Parse(text) : null;
                await using var database = new Database(hub.ConnectionString);
                var list = await new ReleaseDesk(database, new AuditLog(database)).ListAsync(period, cancel);
                foreach (var line in Lines(list))
                {
                    Console.WriteLine(line);
                }

                if (parsed.GetValue(RunCommand.Json) is { } file)
                {
                    await File.WriteAllTextAsync(file, JsonSerializer.Serialize(list, RunCommand.Pretty), cancel);
                }

                return 0;
            },
            cancel));
        return command;
    }

    private static IEnumerable<string> Lines(IReadOnlyList<SettlementOverview> list)
    {
        if (list.Count == 0)
        {
            yield return "No settlement has been prepared: ./hub settle --period 2026-10";
        }

        foreach (var run in list.GroupBy(l => l.Run))
        {
            var first = run.First();
            yield return $"{first.Run,8}  {first.Period}  {(first.Scope.Length == 0 ? "all dealers" : first.Scope)}, "
                + $"prepared by {first.PreparedBy} at {first.PreparedAt:u}"
                + (first.Decided is null ? "" : $"; {first.Decided}");
            foreach (var line in run)
            {
                yield return line.Count == 0
                    ? "          nothing to pay"
                    : $"          {line.State,-11}{line.Count,7} results "
                      + $"{AmountText.Of(line.Amount),16} {line.Currency}"
                      + (line.Goods > 0 ? $", {line.Goods} with goods" : "")
                      + (line.State == SettlementState.Superseded ? $" by settlement {line.Newer}" : "");
            }

            if (run.Any(l => l.State == SettlementState.Prepared))
            {
                yield return $"          ./hub settle release {first.Run}";
            }
        }
    }
}
