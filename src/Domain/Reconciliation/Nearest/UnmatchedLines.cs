namespace DealerIntegration.Domain.Reconciliation.Nearest;

/// <summary>The open lines of one side, to be found by number, by likeness and by figure alone (未达明细索引).</summary>
internal sealed class UnmatchedLines
{
    private readonly Dictionary<string, SortedLines> _byKey;
    private readonly Dictionary<(string Currency, Lane Lane, bool Negative, bool Free), SortedLines> _alike;
    private readonly SortedLines _byFigure;

    /// <param name="isFree">Neither set apart nor named by a number that belongs to another line.</param>
    public UnmatchedLines(IEnumerable<Item> items, Func<Item, bool> isFree)
    {
        var open = items.Where(item => !item.Taken).ToList();
        _byKey = open.Where(item => item.Key.Length > 0)
            .GroupBy(item => item.Key, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, Sorted, StringComparer.Ordinal);
        _alike = open
            .GroupBy(item => (item.Entry.Currency, item.Lane, item.Amount < 0m, isFree(item)))
            .ToDictionary(group => group.Key, Sorted);
        _byFigure = new SortedLines(open, static item => Math.Abs(item.Amount));
    }

    /// <summary>All lines that can be among the nearest <paramref name="count"/>, and not many more.</summary>
    public List<Item> Around(Item item, int count)
    {
        var found = new List<Item>();
        var day = item.Entry.Date.DayNumber;
        if (item.Key.Length > 0 && _byKey.TryGetValue(item.Key, out var same))
        {
            same.AddNearest(item.Amount, day, count, found);
        }

        foreach (var lane in Lanes(item.Lane))
        {
            foreach (var free in (ReadOnlySpan<bool>)[true, false])
            {
                if (_alike.TryGetValue((item.Entry.Currency, lane, item.Amount < 0m, free), out var alike))
                {
                    alike.AddNearest(item.Amount, day, count, found);
                }
            }
        }

        _byFigure.AddNearest(Math.Abs(item.Amount), day, count, found);
        return found;
    }

    private static ReadOnlySpan<Lane> Lanes(Lane lane) => lane switch
    {
        Lane.Document => [Lane.Document, Lane.Either],
        Lane.Payment => [Lane.Payment, Lane.Either],
        _ => [Lane.Document, Lane.Payment, Lane.Either],
    };

    private static SortedLines Sorted(IEnumerable<Item> items) => new(items, static item => item.Amount);
}
