using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using DealerIntegration.Domain.Rebates;
using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Commands;

/// <summary>
/// <c>hub settlements accruals</c> (计提变动): what finance books of the estimates in a month, by policy, dealer and
/// earning period.
/// </summary>
internal static class AccrualsCommand
{
    private static readonly Option<string?> Csv = new("--csv")
    {
        Description = "Write the rows to this file, for the ledger",
    };

    public static Command Create()
    {
        var command = new Command("accruals", "What a month changes of the estimated rebates, for the ledger")
        {
            RunCommand.Period, Csv, RunCommand.Json,
        };
        command.SetAction((parsed, cancel) => HubCommand.WithHubAsync(
            parsed,
            async hub =>
            {
                var month = Period.Parse(RunCommand.RequiredPeriod(parsed));
                await using var database = new Database(hub.ConnectionString);
                var changes = await database.RolledBackAsync(
                    transaction => AccrualStore.ChangesAsync(transaction, month, cancel), cancel);
                Console.Write(Text(month, changes));
                if (parsed.GetValue(Csv) is { } csv)
                {
                    // With a mark of its encoding, for the spreadsheet programs that ask for one.
                    await File.WriteAllTextAsync(csv, Rows(month, changes), new UTF8Encoding(true), cancel);
                }

                if (parsed.GetValue(RunCommand.Json) is { } json)
                {
                    await File.WriteAllTextAsync(json, JsonSerializer.Serialize(changes, RunCommand.Pretty), cancel);
                }

                return 0;
            },
            cancel));
        return command;
    }

    private static string Text(Period month, IReadOnlyList<AccrualChange> changes)
    {
        if (changes.Count == 0)
        {
            return $"{month} changes no estimate, or was not settled: ./hub settle --period {month}\n";
        }

        var text = new StringBuilder();
        text.AppendLine($"  {"policy",-28}{"earning period",-24}{"before",18}{"now",18}{"change",18}");
        foreach (var sum in changes.GroupBy(c => (c.PolicyCode, c.Period, c.Currency)))
        {
            text.AppendLine(
                $"  {sum.Key.PolicyCode,-28}{sum.Key.Period,-24}{AmountText.Of(sum.Sum(c => c.Before)),18}"
                + $"{AmountText.Of(sum.Sum(c => c.Now)),18}{AmountText.Of(sum.Sum(c => c.Amount)),18} "
                + sum.Key.Currency);
        }

        text.AppendLine($"  {changes.Count} rows; --csv FILE writes them dealer by dealer.");
        return text.ToString();
    }

    private static string Rows(Period month, IReadOnlyList<AccrualChange> changes)
    {
        var text = new StringBuilder("month,policy,dealer,earning_period,currency,before,now,change\n");
        foreach (var change in changes)
        {
            text.AppendJoin(
                ',', month, Field(change.PolicyCode), Field(change.DealerCode), change.Period, change.Currency,
                Number(change.Before), Number(change.Now), Number(change.Amount)).Append('\n');
        }

        return text.ToString();
    }

    private static string Number(decimal amount) => amount.ToString(CultureInfo.InvariantCulture);

    private static string Field(string text) => text.AsSpan().ContainsAny(",\"\r\n")
        ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
        : text;
}
