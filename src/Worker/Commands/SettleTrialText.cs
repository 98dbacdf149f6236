using System.Globalization;
using System.Text;
using DealerIntegration.Domain.Rebates;
using DealerIntegration.Worker.Pipelines.Settle;

namespace DealerIntegration.Worker.Commands;

/// <summary>What a policy tried on past months would have done, for a person; <c>--json</c> holds all of it.</summary>
internal static class SettleTrialText
{
    private const int MostDealers = 10;

    public static string Of(SettleTrialReport report)
    {
        var text = new StringBuilder();
        text.AppendLine(
            $"Policy {report.Policy} version {report.Version} tried on {report.Months.Count} settled months, nothing "
            + "written; earned under all policies together:");
        text.AppendLine($"  {"",-24}{"today",18}{"proposed",18}{"difference",18}");
        foreach (var month in report.Months)
        {
            foreach (var cost in month.Costs)
            {
                Cost(text, $"{month.Period} (run {month.Run})", cost);
            }
        }

        var costs = report.Costs;
        if (costs.Count == 0)
        {
            text.AppendLine("  No dealer earns anything under either; do the dates of validity cover these months?");
            return text.ToString();
        }

        foreach (var cost in costs)
        {
            Cost(text, "all, each period once", cost);
        }

        var dealers = report.Dealers;
        Dealers(text, "winners", [.. dealers.Where(d => d.Difference > 0m)]);
        Dealers(text, "losers", [.. dealers.Where(d => d.Difference < 0m).Reverse()]);
        text.AppendLine($"  {dealers.Count(d => d.Difference == 0m)} dealers get the same");
        Moves(text, report.TierMoves);
        Edges(text, report.Near, report.AtTheEdge);
        Above(text, report.Near, report.JustAbove);
        return text.ToString();
    }

    private static void Cost(StringBuilder text, string label, WhatIfCost cost) => text.AppendLine(
        $"  {label,-24}{Money(cost.Today),18}{Money(cost.Proposed),18}{Signed(cost.Difference),18} {cost.Currency}");

    private static void Dealers(StringBuilder text, string what, IReadOnlyList<WhatIfDealer> dealers)
    {
        text.AppendLine($"  {dealers.Count} {what}{(dealers.Count > MostDealers ? $", the {MostDealers} first" : "")}");
        foreach (var d in dealers.Take(MostDealers))
        {
            text.AppendLine(
                $"    {d.DealerCode,-22}{Money(d.Today),18}{Money(d.Proposed),18}{Signed(d.Difference),18} "
                + d.Currency);
        }
    }

    private static void Moves(StringBuilder text, IReadOnlyList<WhatIfTierMove> moves)
    {
        foreach (var move in moves.GroupBy(m => (m.PolicyCode, m.Today, m.Proposed))
            .OrderBy(g => g.Key.PolicyCode, StringComparer.Ordinal).ThenBy(g => g.Key.Today)
            .ThenBy(g => g.Key.Proposed))
        {
            text.AppendLine(
                $"  {move.Key.PolicyCode}: {move.Count()} results move from {Tier(move.Key.Today)} to "
                + $"{Tier(move.Key.Proposed)}");
        }
    }

    private static void Edges(StringBuilder text, decimal near, IReadOnlyList<WhatIfEdge> edges)
    {
        text.AppendLine(
            $"  {edges.Count} results lie within {near:0.##} % below a tier; crossing all of them would cost "
            + $"{Money(edges.Sum(e => e.Next.Worth))} more");
        foreach (var edge in edges.Take(MostDealers))
        {
            text.AppendLine(
                $"    {edge.DealerCode,-12}{edge.Period,-14}{Money(edge.Next.Distance),18} below tier {edge.Next.Tier} "
                + $"at {Money(edge.Next.At)}: {Signed(edge.Next.Worth)}");
        }
    }

    private static void Above(StringBuilder text, decimal near, IReadOnlyList<TrialEdge> edges)
    {
        text.AppendLine(
            $"  {edges.Count} results lie within {near:0.##} % above a tier and may fall below it by a return");
        foreach (var edge in edges.Take(MostDealers))
        {
            text.AppendLine(
                $"    {edge.DealerCode,-12}{edge.Period,-14}{Money(edge.Above),18} above tier {edge.Tier} "
                + $"at {Money(edge.At)}");
        }
    }

    private static string Tier(int? tier) => tier is { } number ? $"tier {number}" : "no tier";

    private static string Money(decimal amount) => amount.ToString("#,##0.00", CultureInfo.InvariantCulture);

    private static string Signed(decimal amount) =>
        amount.ToString("+#,##0.00;-#,##0.00;0.00", CultureInfo.InvariantCulture);
}
