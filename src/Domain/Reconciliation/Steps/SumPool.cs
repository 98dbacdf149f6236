namespace DealerIntegration.Domain.Reconciliation.Steps;

/// <summary>
/// Lines out of which sets with a wanted sum are searched (凑数候选), the oldest first. A set is found as two halves, so
/// that the work grows with the square root of the number of sets.
/// </summary>
internal sealed class SumPool
{
    private const int MostMeetings = 50_000;

    private readonly Item[] _lines;
    private readonly long[] _amounts;
    private readonly Dictionary<int, SumTable?> _tables = [];

    /// <param name="lines">At most 200, by rank.</param>
    /// <param name="scale">Places after the point in which the amounts are counted.</param>
    public SumPool(IEnumerable<Item> lines, int scale)
    {
        _lines = [.. lines.Where(item => Scaled(item.Amount, scale) is not null)];
        _amounts = Array.ConvertAll(_lines, item => Scaled(item.Amount, scale)!.Value);
        Scale = scale;
    }

    public int Scale { get; }

    /// <summary>Amount in the smallest unit; null where it has more places or is too large to be summed
    /// safely.</summary>
    public static long? Scaled(decimal amount, int scale)
    {
        var unit = 1m;
        for (var i = 0; i < scale; i++)
        {
            unit *= 10m;
        }

        // A hundredth of what a long holds: no sum of twelve lines overflows.
        if (Math.Abs(amount) > long.MaxValue / 100 / unit)
        {
            return null;
        }

        var scaled = amount * unit;
        return decimal.Truncate(scaled) == scaled ? (long)scaled : null;
    }

    /// <summary>
    /// The sets of exactly the amount with the fewest lines; of those the ones with the oldest dates, the oldest line
    /// of the sets being compared first.
    /// </summary>
    public SumSearch Find(decimal amount, int fewest, int most, Func<Item[], bool> admits)
    {
        var result = new SumSearch();
        if (Scaled(amount, Scale) is not { } wanted)
        {
            return result;
        }

        for (var size = fewest; size <= most && size <= _lines.Length; size++)
        {
            var (left, right) = (Table(size - (size / 2)), Table(size / 2));
            if (left is null || right is null)
            {
                result.StoppedAt = size;
                return result;
            }

            if (left.Sums[0] + right.Sums[0] <= wanted && wanted <= left.Sums[^1] + right.Sums[^1])
            {
                Meet(left, right, size, wanted, admits, result);
            }

            if (result.Sets.Count > 0 || result.Stopped)
            {
                return result;
            }
        }

        return result;
    }

    private SumTable? Table(int size)
    {
        if (!_tables.TryGetValue(size, out var table))
        {
            _tables.Add(size, table = SumTable.Of(_amounts, size));
        }

        return table;
    }

    // Both tables are sorted: one is walked up while the other is walked down.
    private void Meet(
        SumTable left, SumTable right, int size, long wanted, Func<Item[], bool> admits, SumSearch result)
    {
        var meetings = 0;
        var leftSize = size - (size / 2);
        var (i, j) = (0, right.Sums.Length - 1);
        while (i < left.Sums.Length && j >= 0)
        {
            var sum = left.Sums[i] + right.Sums[j];
            if (sum != wanted)
            {
                (i, j) = sum < wanted ? (i + 1, j) : (i, j - 1);
                continue;
            }

            for (var k = j; k >= 0 && right.Sums[k] == right.Sums[j]; k--)
            {
                if (++meetings > MostMeetings)
                {
                    result.StoppedAt = size;
                    return;
                }

                // All lines of the first half stand before those of the second: every set is met once.
                if (size == 1 || SumTable.Line(left.Sets[i], leftSize - 1) < SumTable.First(right.Sets[k]))
                {
                    var set = Lines(left.Sets[i], leftSize, right.Sets[k], size);
                    if (Array.TrueForAll(set, item => item.IsOpen) && admits(set))
                    {
                        result.Offer(set);
                    }
                }
            }

            i++;
        }
    }

    private Item[] Lines(ulong left, int leftSize, ulong right, int size)
    {
        var set = new Item[size];
        for (var place = 0; place < size; place++)
        {
            set[place] = _lines[
                place < leftSize ? SumTable.Line(left, place) : SumTable.Line(right, place - leftSize)];
        }

        return set;
    }
}
