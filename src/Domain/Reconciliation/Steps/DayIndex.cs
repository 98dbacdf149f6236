namespace DealerIntegration.Domain.Reconciliation.Steps;

/// <summary>
/// Open lines of one side by currency, lane, sign and day, each day sorted by amount: the closest line to a given one
/// costs a search per day of the window, never a walk through the book.
/// </summary>
internal sealed class DayIndex
{
    private static readonly Lane[] AllLanes = [Lane.Document, Lane.Payment, Lane.Either];
    private static readonly Lane[] Documents = [Lane.Document, Lane.Either];
    private static readonly Lane[] Payments = [Lane.Payment, Lane.Either];

    private readonly Dictionary<(string Currency, Lane Lane, bool Negative, int Day), AmountIndex> _days;

    public DayIndex(IEnumerable<Item> items)
    {
        _days = items
            .GroupBy(item => (item.Entry.Currency, item.Lane, item.Amount < 0m, item.Entry.Date.DayNumber))
            .ToDictionary(group => group.Key, group => new AmountIndex(group));
    }

    /// <param name="line">
    /// Of the side whose amount the percentage is of: the bound is the same for all lines of the other side then, so
    /// that the nearest one decides.
    /// </param>
    public Candidate? Closest(Item line, Tolerance tolerance)
    {
        var lanes = line.Lane switch { Lane.Document => Documents, Lane.Payment => Payments, _ => AllLanes };
        var day = line.Entry.Date.DayNumber;
        Candidate? best = null;
        for (var d = day - tolerance.DateWindowDays; d <= day + tolerance.DateWindowDays; d++)
        {
            foreach (var lane in lanes)
            {
                if (_days.TryGetValue((line.Entry.Currency, lane, line.Amount < 0m, d), out var index)
                    && index.Nearest(line.Amount) is { } nearest)
                {
                    var candidate = tolerance.PercentOf == BookSide.Ours
                        ? new Candidate(line, nearest)
                        : new Candidate(nearest, line);
                    if (candidate.Difference > candidate.Bound(tolerance))
                    {
                        continue;
                    }

                    best = best is { } known && known.Cost.CompareTo(candidate.Cost) <= 0 ? known : candidate;
                }
            }
        }

        return best;
    }
}
