namespace DealerIntegration.Domain.Reconciliation;

/// <summary>Both books while the steps take matches out of them.</summary>
internal sealed class Workspace
{
    private readonly List<(Match Match, IReadOnlyList<Item> Ours, IReadOnlyList<Item> Theirs)> _pairs = [];

    public Workspace(DealerBook ours, DealerBook theirs, ReconciliationRules rules)
    {
        var keys = new DocumentKey(rules.Prefixes);
        Rules = rules;
        Ours = Item.Sorted(ours.Entries, keys);
        Theirs = Item.Sorted(theirs.Entries, keys);
        OurNeighbours = Item.Sorted(ours.Neighbours, keys);
        TheirNeighbours = Item.Sorted(theirs.Neighbours, keys);
        OurKeys = KeysOf(Ours, OurNeighbours);
        TheirKeys = KeysOf(Theirs, TheirNeighbours);
    }

    public ReconciliationRules Rules { get; }

    public Item[] Ours { get; }

    public Item[] Theirs { get; }

    public Item[] OurNeighbours { get; }

    public Item[] TheirNeighbours { get; }

    /// <summary>Every document number our side knows, in this period or beside it.</summary>
    public HashSet<string> OurKeys { get; }

    public HashSet<string> TheirKeys { get; }

    public IReadOnlyList<(Match Match, IReadOnlyList<Item> Ours, IReadOnlyList<Item> Theirs)> Pairs => _pairs;

    public void Take(string step, decimal score, IReadOnlyList<Item> ours, IReadOnlyList<Item> theirs, string reason)
    {
        var (ourEntries, ourAmount) = Mark(step, ours);
        var (theirEntries, theirAmount) = Mark(step, theirs);
        var match = new Match(
            step, Rules.Code, Rules.Version, score, ourEntries, theirEntries, ourAmount, theirAmount, reason);
        _pairs.Add((match, ours, theirs));
    }

    private static (BookEntry[] Entries, decimal Amount) Mark(string step, IReadOnlyList<Item> items)
    {
        var entries = new BookEntry[items.Count];
        var amount = 0m;
        for (var i = 0; i < entries.Length; i++)
        {
            if (items[i].Taken)
            {
                throw new InvalidOperationException($"Step {step} takes {items[i].Entry.Id} a second time.");
            }

            items[i].Taken = true;
            entries[i] = items[i].Entry;
            amount += items[i].Amount;
        }

        return (entries, amount);
    }

    private static HashSet<string> KeysOf(Item[] entries, Item[] neighbours)
    {
        var keys = new HashSet<string>(entries.Length + neighbours.Length, StringComparer.Ordinal);
        foreach (var items in (Item[][])[entries, neighbours])
        {
            foreach (var item in items)
            {
                if (item.Key.Length > 0)
                {
                    keys.Add(item.Key);
                }
            }
        }

        return keys;
    }
}
