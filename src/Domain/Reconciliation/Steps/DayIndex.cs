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

    public Candidate? Closest(Item ours, Tolerance tolerance)
    {
        var lanes = ours.Lane switch { Lane.Document => Documents, Lane.Payment => Payments, _ => AllLanes };
        var day = ours.Entry.Date.DayNumber;
        Candidate? best = null;
        for (var d = day - tolerance.DateWindowDays; d <= day + tolerance.DateWindowDays; d++)
        {
            foreach (var lane in lanes)
            {
                if (_days.TryGetValue((ours.Entry.Currency, lane, ours.Amount < 0m, d), out var index)
                    && index.Nearest(ours.Amount) is { } theirs
                    && tolerance.Admits(ours.Amount, theirs.Amount))
                {
                    var candidate = new Candidate(ours, theirs);
                    best = best is { } known && known.Cost.CompareTo(candidate.Cost) <= 0 ? known : candidate;
                }
            }
        }

        return best;
    }
}
