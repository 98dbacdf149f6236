using System.Text;
using DealerIntegration.Domain.Reconciliation;
using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Pipelines.Reconcile;

namespace DealerIntegration.Worker.Commands;

/// <summary>What a dry run and a what-if found, for a person; the file of <c>--json</c> holds all of it.</summary>
internal static class TrialText
{
    private const int MostLines = 20;

    public static string Of(Period period, IReadOnlyList<DealerFigures> dealers)
    {
        var text = new StringBuilder();
        text.AppendLine($"Reconciliation of {period}, tried and not written:");
        var several = dealers.Any(d => d.Book is not null);
        text.AppendLine(
            $"  {dealers.Count} {(several ? "books" : "dealers")}: {dealers.Count(d => d.Status == "green")} green, "
            + $"{dealers.Count(d => d.Status == "open")} open, "
            + $"{dealers.Count(d => d.Status == "incomplete")} incomplete; {dealers.Sum(d => d.Matches)} matches");
        // Amounts of several currencies, or quantities of several products, have no sum.
        Causes(text, dealers.Where(_ => !several).SelectMany(d => d.ByCause));
        var open = dealers.Where(d => d.Status != "green").ToList();
        foreach (var dealer in open.Take(MostLines))
        {
            text.AppendLine(
                $"  {$"{dealer.DealerCode} {dealer.Book}".TrimEnd(),-12} {dealer.Status,-10} difference "
                + $"{Money(dealer.Difference)}, explained "
                + $"{Money(dealer.Explained)}, residual {Money(dealer.Residual)}"
                + (dealer.Note is { } note ? $"  ({note})" : ""));
        }

        More(text, open.Count);
        if (!several)
        {
            text.AppendLine($"  Residual     {Money(dealers.Sum(d => Math.Abs(d.Residual)))}");
        }

        return text.ToString();
    }

    public static string Of(ReconciliationRules rules, IReadOnlyList<WhatIfPeriod> periods)
    {
        var text = new StringBuilder();
        text.AppendLine(
            $"Rules {rules.Code} version {rules.Version} on {periods.Count} finished periods, nothing written:");
        foreach (var period in periods)
        {
            text.AppendLine(
                $"{period.Period} (run {period.Run}): {period.Dealers} dealers, {period.Matches} matches; "
                + string.Join(", ", Enum.GetValues<MatchChangeKind>().Select(kind =>
                    $"{period.Changes.Count(c => c.Kind == kind)} {kind.ToString().ToLowerInvariant()}"))
                + $"; residual {Money(period.ResidualBefore)} -> {Money(period.ResidualAfter)}");
            foreach (var change in period.Changes.Take(MostLines))
            {
                text.AppendLine(
                    $"  {change.Kind,-8} {change.DealerCode,-10} {Money(change.OurAmount),14}  {change.Before}"
                    + (change is { Before: not "", After: not "" } ? "  ->  " : "") + change.After);
            }

            More(text, period.Changes.Count);
        }

        return text.ToString();
    }

    private static void Causes(StringBuilder text, IEnumerable<KeyValuePair<BreakCause, decimal>> causes)
    {
        foreach (var group in causes.GroupBy(c => c.Key).OrderBy(g => g.Key))
        {
            text.AppendLine($"  {group.Key,-20} {Money(group.Sum(c => c.Value)),16}");
        }
    }

    private static void More(StringBuilder text, int count)
    {
        if (count > MostLines)
        {
            text.AppendLine($"  … and {count - MostLines} more; --json writes all of them.");
        }
    }

    private static string Money(decimal amount) => MonthSummary.Money(amount);
}
