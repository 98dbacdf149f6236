using System.Text;
using DealerIntegration.Domain.Reconciliation;
using DealerIntegration.Domain.Reconciliation.Clearing;
using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Pipelines.Statements;

namespace DealerIntegration.Worker.Commands;

/// <summary>
/// What <c>hub explain balance</c> says of our closing balance (核销与账龄): how old it is, which documents it consists of,
/// and what the payments of the month cleared.
/// </summary>
internal static class ExplainClearing
{
    private const int MostOpen = 10;
    private const int MostCredits = 10;
    private const int MostDocuments = 5;

    public static string Tell(ClearedAccount account, Period period)
    {
        var text = new StringBuilder();
        Ages(text, account);
        Open(text, account.Result.Open);
        Credits(text, account.Result, period);
        return text.ToString();
    }

    private static void Ages(StringBuilder text, ClearedAccount account)
    {
        text.AppendLine($"Age of our closing balance at {account.Day:yyyy-MM-dd}, in days");
        foreach (var line in account.Ages)
        {
            text.AppendLine($"  {line.Band.Name,-32}{$"{line.Documents} open",16}{AmountText.Of(line.Amount),16}");
        }

        text.AppendLine(
            $"  {"Together",-32}{$"{account.Result.Open.Count} open",16}{AmountText.Of(account.Balance),16}");
    }

    private static void Open(StringBuilder text, IReadOnlyList<OpenAmount> open)
    {
        if (open.Count == 0)
        {
            return;
        }

        text.AppendLine($"{"Open, the oldest first",-50}{"amount",16}{"open",16}");
        foreach (var item in open.Take(MostOpen))
        {
            var entry = item.Entry;
            text.AppendLine(
                $"  {$"{item.AgeDays} days",-10}{entry.Date:yyyy-MM-dd}  {entry.Kind,-11}{entry.Reference,-15}"
                + $"{AmountText.Of(entry.Amount),16}{AmountText.Of(item.Amount),16}");
        }

        More(text, "  ", [.. open.Skip(MostOpen).Select(item => item.Amount)], "all are in the statement workbook");
    }

    private static void Credits(StringBuilder text, ClearingResult result, Period period)
    {
        var unused = result.Open.ToDictionary(item => item.Entry, item => item.Amount);
        var cleared = result.Clearances.ToLookup(clearance => clearance.Payment);
        var credits = cleared.Select(group => group.Key)
            .Concat(unused.Keys.Where(entry => entry.Amount < 0m))
            .Where(entry => entry.Date >= period.Start)
            .Distinct()
            .OrderBy(entry => entry.Date).ThenBy(entry => entry.Id, StringComparer.Ordinal)
            .ToList();
        if (credits.Count == 0)
        {
            return;
        }

        text.AppendLine($"Payments, returns and credit notes of {period}, and what each cleared");
        foreach (var credit in credits.Take(MostCredits))
        {
            text.AppendLine(
                $"  {credit.Date:yyyy-MM-dd}  {credit.Kind} {credit.Reference} over {AmountText.Of(-credit.Amount)}");
            foreach (var clearance in cleared[credit].Take(MostDocuments))
            {
                var document = clearance.Document;
                text.AppendLine(
                    $"    {AmountText.Of(clearance.Amount),14} of {document.Kind} {document.Reference} of "
                    + $"{document.Date:yyyy-MM-dd} over {AmountText.Of(document.Amount)}, "
                    + (clearance.By == ClearedBy.Name ? "by name" : "by age"));
            }

            More(text, "    ", [.. cleared[credit].Skip(MostDocuments).Select(clearance => clearance.Amount)]);
            if (unused.TryGetValue(credit, out var left))
            {
                text.AppendLine($"    {AmountText.Of(-left),14} is not used yet");
            }
        }

        More(text, "  ", [.. credits.Skip(MostCredits).Select(credit => credit.Amount)]);
    }

    private static void More(StringBuilder text, string indent, IReadOnlyList<decimal> rest, string? where = null)
    {
        if (rest.Count > 0)
        {
            text.AppendLine(
                $"{indent}and {rest.Count} more over {AmountText.Of(rest.Sum())}{(where is null ? "" : $"; {where}")}");
        }
    }
}
