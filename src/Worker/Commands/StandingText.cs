using System.Text;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Commands;

/// <summary>The standing of a period's statements as text: a line per dealer, and below it what is disputed.</summary>
internal static class StandingText
{
    public static string Of(string period, DateOnly today, IReadOnlyList<StatementStanding> standings)
    {
        var text = new StringBuilder();
        text.AppendLine($"Statements of {period}, as of {today:yyyy-MM-dd}");
        if (standings.Count == 0)
        {
            text.AppendLine($"  none; reconcile first (./hub reconcile --period {period}).");
            return text.ToString();
        }

        text.AppendLine(
            $"  {"dealer",-10} {"closing",16} {"residual",12} {"issued",-10} {"due",-10} {"standing",-16} answered");
        foreach (var (row, disputes) in standings.Select(s => (s.Row, s.Disputes)))
        {
            text.AppendLine(
                $"  {row.DealerCode,-10} {Money(row.Closing),16} {Money(row.Residual),12} {Day(row.IssuedOn),-10} "
                + $"{Day(row.DueOn),-10} {row.Standing,-16} {AnsweredOf(row)}".TrimEnd());
            foreach (var dispute in disputes)
            {
                text.Append($"      disputes {dispute.Label} ({Money(dispute.Amount)}): ")
                    .AppendLine($"{dispute.Reason}  [{dispute.AnsweredBy}]");
            }
        }

        var counts = standings.GroupBy(s => s.Row.Standing, StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => $"{g.Count()} {g.Key}");
        text.AppendLine($"  {string.Join(", ", counts)}");
        return text.ToString();
    }

    private static string AnsweredOf(StandingRow row) => row.Standing switch
    {
        Standing.NotIssued => "",
        Standing.DeemedConfirmed => $"silence counts as agreed: {row.Clause}",
        _ => $"{row.Answered} of {row.Items} items" + (row.AnsweredBy is { } by ? $", by {by}" : ""),
    };

    private static string Money(decimal? amount) => amount is { } value ? MonthSummary.Money(value) : "-";

    private static string Day(DateOnly? day) => day is { } value ? $"{value:yyyy-MM-dd}" : "-";
}
