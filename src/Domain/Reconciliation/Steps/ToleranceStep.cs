using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Reconciliation.Steps;

/// <summary>
/// Amount within tolerance and date within the window (金额日期容差). The closest pair of the whole book goes first, by
/// amount, then by days; which side is walked through does not matter.
/// </summary>
/// <remarks>
/// A reference that names another document is evidence against a pair, so a line whose number the other side knows
/// never takes part here; nor does one that a person has set apart. Score 0.80, less 0.20 × (share of the amount tolerance used) and 0.10 × (share of the
/// window used).
/// </remarks>
internal sealed class ToleranceStep : IMatchStep
{
    private static readonly Rounding ScoreRounding = new(RoundingMode.HalfUp, 4);

    public void Run(string name, Workspace workspace)
    {
        var tolerance = workspace.Rules.Tolerance;
        var theirs = new DayIndex(workspace.Theirs.Where(item => IsOpen(item, workspace.OurKeys)));
        var queue = new PriorityQueue<Candidate, (decimal, int, int, int, int)>();
        foreach (var ours in workspace.Ours.Where(item => IsOpen(item, workspace.TheirKeys)))
        {
            Offer(queue, theirs.Closest(ours, tolerance));
        }

        while (queue.TryDequeue(out var best, out _))
        {
            if (best.Theirs.Taken)
            {
                Offer(queue, theirs.Closest(best.Ours, tolerance));
                continue;
            }

            workspace.Take(name, Score(best, tolerance), [best.Ours], [best.Theirs], Why(best, tolerance));
        }
    }

    private static bool IsOpen(Item item, HashSet<string> keysOfTheOtherSide) =>
        !item.Taken && !item.IsSetApart && !keysOfTheOtherSide.Contains(item.Key);

    private static void Offer(PriorityQueue<Candidate, (decimal, int, int, int, int)> queue, Candidate? candidate)
    {
        if (candidate is { } found)
        {
            queue.Enqueue(found, found.Cost);
        }
    }

    private static decimal Score(Candidate pair, Tolerance tolerance)
    {
        var bound = tolerance.Bound(pair.Ours.Amount);
        var amountUsed = bound == 0m ? 0m : pair.Difference / bound;
        var daysUsed = tolerance.DateWindowDays == 0 ? 0m : (decimal)pair.Days / tolerance.DateWindowDays;
        return ScoreRounding.Apply(0.80m - (0.20m * amountUsed) - (0.10m * daysUsed));
    }

    private static string Why(Candidate pair, Tolerance tolerance) =>
        $"amounts {AmountText.Of(pair.Difference)} apart, allowed "
        + $"{AmountText.Of(tolerance.Bound(pair.Ours.Amount))} (the larger of {AmountText.Of(tolerance.Absolute)} and "
        + $"{tolerance.Percent} × ours); {pair.Days} of {tolerance.DateWindowDays} days apart";
}
