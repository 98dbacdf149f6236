namespace DealerIntegration.Domain.Reconciliation.Steps;

/// <summary>
/// Open payments of one side in the order of their age (先进先出). Days that are used up whole decide themselves; of the
/// last day the fewest lines that reach the amount are wanted.
/// </summary>
internal sealed class OldestFirst(IEnumerable<Item> payments, Workspace workspace)
{
    private const int MostPlaces = 6;

    // By rank, and so by date.
    private readonly Dictionary<(string Currency, bool Negative), Queue<Item>> _lines = payments
        .GroupBy(item => (item.Entry.Currency, item.Amount < 0m))
        .ToDictionary(group => group.Key, group => new Queue<Item>(group));

    private readonly Dictionary<(string Currency, bool Negative, DateOnly Day), SumPool> _lastDays = [];

    /// <summary>Null where the oldest payments pass the amount without reaching it, or one alone is the
    /// amount.</summary>
    public SumSearch? Reach(Item payment)
    {
        if (!_lines.TryGetValue((payment.Entry.Currency, payment.Amount < 0m), out var lines))
        {
            return null;
        }

        var (used, rest) = (new List<Item>(), payment.Amount);
        while (lines.Count > 0 && !lines.Peek().IsOpen)
        {
            lines.Dequeue();
        }

        var free = lines.Where(item => item.IsOpen && !item.IsApartFrom(payment));
        foreach (var day in Days(free))
        {
            var sum = LineSet.Sum(day);
            if (Math.Abs(sum) >= Math.Abs(rest))
            {
                return LastDay(payment, used, day, rest, sum);
            }

            used.AddRange(day);
            rest -= sum;
        }

        return null;
    }

    private static IEnumerable<List<Item>> Days(IEnumerable<Item> lines)
    {
        var day = new List<Item>();
        foreach (var line in lines)
        {
            if (day.Count > 0 && day[0].Entry.Date != line.Entry.Date)
            {
                yield return day;
                day = [];
            }

            day.Add(line);
        }

        if (day.Count > 0)
        {
            yield return day;
        }
    }

    private SumSearch? LastDay(Item payment, List<Item> used, List<Item> free, decimal rest, decimal day)
    {
        var result = new SumSearch();
        if (day == rest)
        {
            Offer(free);
            return result.Sets.Count > 0 ? result : null;
        }

        var key = (payment.Entry.Currency, payment.Amount < 0m, free[0].Entry.Date);
        if (!_lastDays.TryGetValue(key, out var pool))
        {
            var scale = Math.Min(MostPlaces, free.Max(item => (int)item.Amount.Scale));
            pool = new SumPool(free.Take(workspace.Rules.SubsetSum.MaxCandidates), scale);
            _lastDays.Add(key, pool);
        }

        var found = pool.Find(
            rest, 1, workspace.Rules.SubsetSum.MaxLines, set => !Array.Exists(set, payment.IsApartFrom));
        found.Sets.ForEach(Offer);

        // Lines that found no place in the pool might have fitted as well.
        result.StoppedAt = free.Count > workspace.Rules.SubsetSum.MaxCandidates ? 1 : found.StoppedAt;
        return result.Sets.Count > 0 ? result : null;

        void Offer(IEnumerable<Item> lines)
        {
            Item[] set = [.. used, .. lines];
            if (set.Length > 1)
            {
                result.Offer(set);
            }
        }
    }
}
