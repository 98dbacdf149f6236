using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Reconciliation.Steps;

/// <summary>
/// Amount within tolerance and date within the window (金额日期容差). The closest pair of the whole book goes first, by
/// amount, then by days; which side is walked through does not matter.
/// </summary>
/// <remarks>
/// A reference that names another document is evidence against a pair, so a line whose number the other side knows
/// never takes part here; nor does one that a person has set apart. Score 0.80, less 0.20 × (share of the amount
/// tolerance used) and 0.10 × (share of the window used).
/// </remarks>
internal sealed class ToleranceStep : IMatchStep
{
    private static readonly Rounding ScoreRounding = new(RoundingMode.HalfUp, 4);

    public void Run(string name, Workspace workspace)
    {
        if (OpenLines.Of(workspace, static item => !item.IsSetApart) is not { } open)
        {
            return;
        }

        var tolerance = workspace.Rules.Tolerance;
        var (lines, others) = tolerance.PercentOf == BookSide.Ours
            ? (open.Ours, new DayIndex(open.Theirs))
            : (open.Theirs, new DayIndex(open.Ours));
        var queue = new PriorityQueue<Candidate, (decimal, int, int, int, int)>();

        // Of lines that differ in their rank only, one waits for the other: they would all ask for the same line again
        // and again.
        var copies = lines
            .GroupBy(item => (item.Amount, item.Entry.Date, item.Entry.Currency, item.Lane))
            .ToDictionary(group => group.Key, group => new Queue<Item>(group));
        foreach (var waiting in copies.Values)
        {
            Offer(queue, others.Closest(waiting.Peek(), tolerance));
        }

        while (queue.TryDequeue(out var best, out _))
        {
            var next = best.Base(tolerance);
            if (!best.Other(tolerance).Taken)
            {
                workspace.Take(name, Score(best, tolerance), [best.Ours], [best.Theirs], Why(best, tolerance));
                var waiting = copies[(next.Amount, next.Entry.Date, next.Entry.Currency, next.Lane)];
                waiting.Dequeue();
                next = waiting.Count > 0 ? waiting.Peek() : null;
            }

            if (next is not null)
            {
                Offer(queue, others.Closest(next, tolerance));
            }
        }
    }

    private static void Offer(PriorityQueue<Candidate, (decimal, int, int, int, int)> queue, Candidate? candidate)
    {
        if (candidate is { } found)
        {
            queue.Enqueue(found, found.Cost);
        }
    }

    private static decimal Score(Candidate pair, Tolerance tolerance)
    {
        var bound = pair.Bound(tolerance);
        var amountUsed = bound == 0m ? 0m : pair.Difference / bound;
        var daysUsed = tolerance.DateWindowDays == 0 ? 0m : (decimal)pair.Days / tolerance.DateWindowDays;
        return ScoreRounding.Apply(0.80m - (0.20m * amountUsed) - (0.10m * daysUsed));
    }

    private static string Why(Candidate pair, Tolerance tolerance) =>
        $"amounts {AmountText.Of(pair.Difference)} apart, allowed "
        + $"{AmountText.Of(pair.Bound(tolerance))} (the larger of {AmountText.Of(tolerance.Absolute)} and "
        + $"{tolerance.Percent} × {(tolerance.PercentOf == BookSide.Ours ? "ours" : "theirs")}); "
        + $"{pair.Days} of {tolerance.DateWindowDays} days apart";
}
