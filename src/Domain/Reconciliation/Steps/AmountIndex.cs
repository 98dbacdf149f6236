namespace DealerIntegration.Domain.Reconciliation.Steps;

/// <summary>
/// Lines sorted by amount; finds the open one nearest to an amount. Taken lines are skipped ever faster.
/// </summary>
internal sealed class AmountIndex
{
    private readonly Item[] _items;

    // Where to look next after a taken line: shortened on every walk, so that all walks together stay near linear.
    private readonly int[] _up;
    private readonly int[] _down;

    public AmountIndex(IEnumerable<Item> items)
    {
        _items = [.. items.OrderBy(item => item.Amount).ThenBy(item => item.Rank)];
        _up = [.. Enumerable.Range(1, _items.Length)];
        _down = [.. Enumerable.Range(-1, _items.Length)];
    }

    /// <summary>The nearest open line; of several equally near ones the first in rank.</summary>
    public Item? Nearest(decimal amount)
    {
        var start = FirstNotBelow(amount);
        var above = OpenFrom(start, _up);
        var below = OpenFrom(start - 1, _down);
        if (below is not null)
        {
            below = OpenFrom(FirstNotBelow(below.Amount), _up);
        }

        if (above is null || below is null)
        {
            return above ?? below;
        }

        var order = (above.Amount - amount).CompareTo(amount - below.Amount);
        return order < 0 || (order == 0 && above.Rank < below.Rank) ? above : below;
    }

    private Item? OpenFrom(int start, int[] next)
    {
        var at = start;
        while (at >= 0 && at < _items.Length && _items[at].Taken)
        {
            at = next[at];
        }

        for (var i = start; i != at;)
        {
            (i, next[i]) = (next[i], at);
        }

        return at >= 0 && at < _items.Length ? _items[at] : null;
    }

    private int FirstNotBelow(decimal amount)
    {
        var (low, high) = (0, _items.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _items[middle].Amount < amount ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
