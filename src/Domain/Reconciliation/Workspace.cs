using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Reconciliation;

/// <summary>Both books while the steps take matches out of them.</summary>
internal sealed class Workspace
{
    private readonly List<Pair> _pairs;
    private readonly (IReadOnlyDictionary<string, CarriedCause> Ours, IReadOnlyDictionary<string, CarriedCause> Theirs)
        _carriedCauses;

    private KnownNumbers? _ourKeys;
    private KnownNumbers? _theirKeys;

    public Workspace(
        DealerBook ours, DealerBook theirs, ReconciliationRules rules, IReadOnlyList<Decision> decisions)
    {
        var keys = Keys = new DocumentKey(rules.Prefixes);
        Rules = rules;
        Decisions = decisions;
        Ours = Item.Sorted(ours.Entries, keys, ours.Carried);
        Theirs = Item.Sorted(theirs.Entries, keys, theirs.Carried);
        OurNeighbours = Item.Sorted(ours.Neighbours, keys);
        TheirNeighbours = Item.Sorted(theirs.Neighbours, keys);
        _carriedCauses = (ours.CarriedCauses, theirs.CarriedCauses);
        HasEarlierPeriod = ours.CarriedFrom is not null;
        _pairs = new List<Pair>(Math.Min(Ours.Length, Theirs.Length));
    }

    /// <summary>Brings a number that stands in a text into the form of <see cref="Item.Key"/>.</summary>
    public DocumentKey Keys { get; }

    public ReconciliationRules Rules { get; }

    public IReadOnlyList<Decision> Decisions { get; }

    /// <summary>Lines of the period and open items of the one before.</summary>
    public Item[] Ours { get; }

    public Item[] Theirs { get; }

    public Item[] OurNeighbours { get; private set; }

    public Item[] TheirNeighbours { get; private set; }

    /// <summary>The period before was reconciled: what it did not leave open is settled.</summary>
    public bool HasEarlierPeriod { get; }

    /// <summary>Every document number our side knows, in this period or beside it.</summary>
    public KnownNumbers OurKeys => _ourKeys ??= new KnownNumbers(Ours, OurNeighbours, Theirs);

    public KnownNumbers TheirKeys => _theirKeys ??= new KnownNumbers(Theirs, TheirNeighbours, Ours);

    public IReadOnlyList<Pair> Pairs => _pairs;

    public List<Proposal> Proposals { get; } = [];

    public List<StatementFinding> Findings { get; } = [];

    public Dictionary<(string Ours, string Theirs), Decision> WriteOffs { get; } = [];

    public Decision? WriteOffOf(IReadOnlyList<Item> ours, IReadOnlyList<Item> theirs) =>
        WriteOffs.Count == 0
            ? null
            : WriteOffs.GetValueOrDefault((DecidedMatches.Ids(ours), DecidedMatches.Ids(theirs)));

    /// <summary>Lines of the months beside the period that were looked up for what is still open.</summary>
    public void AddNeighbours(IReadOnlyList<BookEntry> ours, IReadOnlyList<BookEntry> theirs)
    {
        OurNeighbours = Item.Sorted([.. OurNeighbours.Select(item => item.Entry), .. ours], Keys);
        TheirNeighbours = Item.Sorted([.. TheirNeighbours.Select(item => item.Entry), .. theirs], Keys);
        (_ourKeys, _theirKeys) = (null, null);
    }

    /// <summary>One line with one line: the way nearly every match is made.</summary>
    public void Take(string step, decimal score, Item ours, Item theirs, string reason)
    {
        Mark(step, ours);
        Mark(step, theirs);
        var match = new Match(
            step, Rules.Code, Rules.Version, score, new(ours.Entry), new(theirs.Entry), ours.Amount, theirs.Amount,
            reason);
        _pairs.Add(new Pair(match, new(ours), new(theirs)));
    }

    public void Take(string step, decimal score, IReadOnlyList<Item> ours, IReadOnlyList<Item> theirs, string reason)
    {
        var (ourEntries, ourAmount) = Mark(step, ours);
        var (theirEntries, theirAmount) = Mark(step, theirs);
        var match = new Match(
            step, Rules.Code, Rules.Version, score, new(ourEntries), new(theirEntries), ourAmount, theirAmount, reason);
        _pairs.Add(new Pair(match, new(ours), new(theirs)));
    }

    /// <summary>
    /// Leaves lines that fit more than one way to a person. No later step takes them: it would only guess.
    /// </summary>
    public void Propose(string step, IEnumerable<Item> ours, IEnumerable<Item> theirs, string reason)
    {
        Proposals.Add(new Proposal(step, Entries(ours), Entries(theirs), reason));

        static BookEntry[] Entries(IEnumerable<Item> items)
        {
            var inOrder = items.OrderBy(item => item.Rank).ToList();
            inOrder.ForEach(item => item.IsProposed = true);
            return [.. inOrder.Select(item => item.Entry)];
        }
    }

    /// <summary>What explains an item that an earlier period left open, as it was proven then.</summary>
    public CarriedCause? CarriedCauseOf(Item item, BookSide side) => item.IsCarried
        ? (side == BookSide.Ours ? _carriedCauses.Ours : _carriedCauses.Theirs).GetValueOrDefault(item.Entry.Id)
        : null;

    /// <summary>By the first of our lines: the order in which a reader goes through the book.</summary>
    public IReadOnlyList<Match> MatchesInOrder()
    {
        var byRank = new Match?[Ours.Length];
        foreach (var pair in _pairs)
        {
            byRank[pair.Ours.First.Rank] = pair.Match;
        }

        var matches = new List<Match>(_pairs.Count);
        foreach (var match in byRank)
        {
            if (match is not null)
            {
                matches.Add(match);
            }
        }

        return matches;
    }

    private static (BookEntry[] Entries, decimal Amount) Mark(string step, IReadOnlyList<Item> items)
    {
        var entries = new BookEntry[items.Count];
        var amount = 0m;
        for (var i = 0; i < entries.Length; i++)
        {
            Mark(step, items[i]);
            entries[i] = items[i].Entry;
            amount += items[i].Amount;
        }

        return (entries, amount);
    }

    private static void Mark(string step, Item item)
    {
        if (item.Taken)
        {
            throw new InvalidOperationException($"Step {step} takes {item.Entry.Id} a second time.");
        }

        item.Taken = true;
    }
}

/// <summary>A match with the items behind it.</summary>
internal readonly record struct Pair(Match Match, OneOrMore<Item> Ours, OneOrMore<Item> Theirs);
