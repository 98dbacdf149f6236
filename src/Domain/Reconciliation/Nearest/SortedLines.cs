namespace DealerIntegration.Domain.Reconciliation.Nearest;

/// <summary>
/// Open lines sorted by amount, then date: the nearest to an amount and a day cost two searches, not a walk (按金额和日期排序
/// 的未达明细).
/// </summary>
internal sealed class SortedLines
{
    private readonly Func<Item, decimal> _amountOf;
    private readonly Item[] _items;

    // Where each amount starts, and behind the last one the end.
    private readonly List<int> _starts = [];

    public SortedLines(IEnumerable<Item> items, Func<Item, decimal> amountOf)
    {
        _amountOf = amountOf;
        _items = [.. items.OrderBy(amountOf).ThenBy(item => item.Entry.Date).ThenBy(item => item.Rank)];
        for (var i = 0; i < _items.Length; i++)
        {
            if (i == 0 || amountOf(_items[i]) != amountOf(_items[i - 1]))
            {
                _starts.Add(i);
            }
        }

        _starts.Add(_items.Length);
    }

    /// <summary>
    /// Adds at least <paramref name="count"/> lines, if there are as many, none of which is farther from the amount
    /// than one that is left out; of equal amounts those of the nearest days.
    /// </summary>
    public void AddNearest(decimal amount, int day, int count, List<Item> found)
    {
        var above = FirstNotBelow(amount);
        var below = above - 1;
        var left = count;
        while (left > 0 && (below >= 0 || above < _starts.Count - 1))
        {
            var up = Distance(above, amount);
            var down = Distance(below, amount);
            var nearest = Math.Min(up, down);
            if (up == nearest)
            {
                left -= AddOfOneAmount(above++, day, count, found);
            }

            if (down == nearest)
            {
                left -= AddOfOneAmount(below--, day, count, found);
            }
        }
    }

    private decimal Distance(int amountAt, decimal amount) =>
        amountAt >= 0 && amountAt < _starts.Count - 1
            ? Math.Abs(_amountOf(_items[_starts[amountAt]]) - amount)
            : decimal.MaxValue;

    private int AddOfOneAmount(int amountAt, int day, int count, List<Item> found)
    {
        var (first, end) = (_starts[amountAt], _starts[amountAt + 1]);
        var after = FirstFrom(day, first, end);
        var before = after - 1;
        var added = 0;
        for (; added < count && (before >= first || after < end); added++)
        {
            var later = after < end ? _items[after].Entry.Date.DayNumber - day : int.MaxValue;
            var earlier = before >= first ? day - _items[before].Entry.Date.DayNumber : int.MaxValue;
            var item = later <= earlier ? _items[after++] : _items[before--];
            if (!found.Contains(item))
            {
                found.Add(item);
            }
        }

        return added;
    }

    private int FirstNotBelow(decimal amount)
    {
        var (low, high) = (0, _starts.Count - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _amountOf(_items[_starts[middle]]) < amount ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private int FirstFrom(int day, int low, int high)
    {
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _items[middle].Entry.Date.DayNumber < day ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
