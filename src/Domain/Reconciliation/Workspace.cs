using DealerIntegration.Domain.Values;

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

    public void Take(string step, decimal score, IReadOnlyList<Item> ours, IReadOnlyList<Item> theirs, string why)
    {
        foreach (var item in ours.Concat(theirs))
        {
            if (item.Taken)
            {
                throw new InvalidOperationException($"Step {step} takes {item.Entry.Id} a second time.");
            }

            item.Taken = true;
        }

        var ourAmount = ours.Sum(item => item.Amount);
        var theirAmount = theirs.Sum(item => item.Amount);
        var arithmetic = $"{why}: ours {Sum(ours)}, theirs {Sum(theirs)}, "
            + $"theirs − ours = {AmountText.Of(theirAmount - ourAmount)}";
        var match = new Match(
            step,
            Rules.Code,
            Rules.Version,
            score,
            [.. ours.Select(item => item.Entry)],
            [.. theirs.Select(item => item.Entry)],
            ourAmount,
            theirAmount,
            arithmetic);
        _pairs.Add((match, ours, theirs));
    }

    private static string Sum(IReadOnlyList<Item> items)
    {
        var parts = string.Join(" + ", items.Select(item => AmountText.Of(item.Amount)));
        return items.Count == 1 ? parts : $"{parts} = {AmountText.Of(items.Sum(item => item.Amount))}";
    }

    private static HashSet<string> KeysOf(Item[] entries, Item[] neighbours) =>
        entries.Concat(neighbours).Select(item => item.Key).Where(key => key.Length > 0)
            .ToHashSet(StringComparer.Ordinal);
}
