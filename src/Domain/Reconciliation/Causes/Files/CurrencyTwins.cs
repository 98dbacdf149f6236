namespace DealerIntegration.Domain.Reconciliation.Causes.Files;

/// <summary>
/// Open lines of both books with one number and two currencies (同号异币); a line has one twin, and is its twin's.
/// </summary>
internal sealed class CurrencyTwins(Workspace workspace)
{
    private readonly Dictionary<Item, Item> _twins = [];
    private Dictionary<string, List<Item>>? _ours;
    private Dictionary<string, List<Item>>? _theirs;

    public Item? Of(Item item, BookSide side)
    {
        if (item.Key.Length == 0)
        {
            return null;
        }

        if (_twins.TryGetValue(item, out var known))
        {
            return known;
        }

        var others = side == BookSide.Ours
            ? _theirs ??= OpenByKey(workspace.Theirs)
            : _ours ??= OpenByKey(workspace.Ours);
        if (others.GetValueOrDefault(item.Key, []).Find(other => !_twins.ContainsKey(other) && Fit(item, other))
            is not { } twin)
        {
            return null;
        }

        _twins.Add(item, twin);
        _twins.Add(twin, item);
        return twin;
    }

    private static bool Fit(Item item, Item other) =>
        item.Entry.Currency != other.Entry.Currency
        && item.Amount < 0m == other.Amount < 0m
        && (item.Lane == other.Lane || item.Lane == Lane.Either || other.Lane == Lane.Either);

    private static Dictionary<string, List<Item>> OpenByKey(Item[] items) =>
        items.Where(item => !item.Taken && item.Key.Length > 0)
            .GroupBy(item => item.Key, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.ToList(), StringComparer.Ordinal);
}
