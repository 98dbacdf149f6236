using System.Runtime.InteropServices;

namespace DealerIntegration.Domain.Reconciliation.Steps;

/// <summary>
/// The pools of one side: per currency and lane the open lines of a date window, the nearest in date where there are
/// too many. Made once and shared by all wanted sums that look at the same lines.
/// </summary>
internal sealed class SumPools
{
    private readonly ReconciliationRules _rules;
    private readonly int _scale;
    private readonly Dictionary<(string Currency, Lane Lane), List<Item>> _lines = [];
    private readonly Dictionary<PoolKey, (SumPool Pool, int Left)> _pools = [];

    public SumPools(Item[] lines, ReconciliationRules rules, int scale)
    {
        (_rules, _scale) = (rules, scale);
        foreach (var item in lines)
        {
            foreach (var lane in (Lane[])[Lane.Document, Lane.Payment, Lane.Either])
            {
                // Lane.Either is what a line may use that does not say its kind: anything, the sets are checked later.
                if (lane == Lane.Either || item.Lane == lane || item.Lane == Lane.Either)
                {
                    ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(
                        _lines, (item.Entry.Currency, lane), out _);
                    (list ??= []).Add(item);
                }
            }
        }
    }

    /// <summary>Null where no two lines are near; Left: lines of the window that found no place.</summary>
    public (SumPool Pool, int Left)? For(Item wanted)
    {
        var (currency, lane, day) = (wanted.Entry.Currency, wanted.Lane, wanted.Entry.Date.DayNumber);
        if (!_lines.TryGetValue((currency, lane), out var lines) || lines.Count < 2)
        {
            return null;
        }

        var window = _rules.Tolerance.DateWindowDays;
        var (from, to) = (FirstFrom(lines, day - window), FirstFrom(lines, day + window + 1));
        int? nearestTo = to - from > _rules.SubsetSum.MaxCandidates ? day : null;
        ref var pool = ref CollectionsMarshal.GetValueRefOrAddDefault(
            _pools, new PoolKey(currency, lane, from, to, nearestTo), out var exists);
        if (!exists)
        {
            pool = Make(lines[from..to], nearestTo);
        }

        return pool;
    }

    private (SumPool Pool, int Left) Make(List<Item> lines, int? nearestTo)
    {
        var nearest = nearestTo is not { } day
            ? lines
            : [.. lines
                .OrderBy(item => Math.Abs(item.Entry.Date.DayNumber - day))
                .ThenBy(item => item.Rank)
                .Take(_rules.SubsetSum.MaxCandidates)
                .OrderBy(item => item.Rank)];
        return (new SumPool(nearest, _scale), lines.Count - nearest.Count);
    }

    // Lines are by rank, and so by date.
    private static int FirstFrom(List<Item> lines, int day)
    {
        var (low, high) = (0, lines.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = lines[middle].Entry.Date.DayNumber < day ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private readonly record struct PoolKey(string Currency, Lane Lane, int From, int To, int? NearestTo);
}
