namespace DealerIntegration.Domain.Reconciliation;

/// <summary>
/// Which lines may stand for the same thing. A payment never settles as an invoice, whatever its reference.
/// </summary>
internal enum Lane
{
    Document,
    Payment,
    Either,
}

/// <summary>A book entry while it is being matched.</summary>
internal sealed class Item(BookEntry entry, DocumentKey keys, bool isCarried)
{
    private readonly int _day = entry.Date.DayNumber;
    private string? _key;
    private HashSet<Item>? _apart;

    public BookEntry Entry { get; } = entry;

    /// <summary>
    /// The normalised reference; empty where the entry has none. Made when first asked for: most lines match by the
    /// number as it is written.
    /// </summary>
    public string Key => _key ??= keys.Normalise(Entry.Reference);

    /// <summary>An open item of the period before.</summary>
    public bool IsCarried { get; } = isCarried;

    /// <summary>A person has said of some line that this one is not the same.</summary>
    public bool IsSetApart => _apart is not null;

    /// <summary>
    /// Place among its side's entries in a stable order, so that the order of the input decides nothing.
    /// </summary>
    public int Rank { get; private set; }

    public bool Taken { get; set; }

    /// <summary>Fits more than one way and waits for a person; no step takes it any more.</summary>
    public bool IsProposed { get; set; }

    public bool IsOpen => !Taken && !IsProposed;

    public decimal Amount => Entry.Amount;

    public Lane Lane => Entry.Kind switch
    {
        EntryKind.Payment => Lane.Payment,
        EntryKind.Other => Lane.Either,
        _ => Lane.Document,
    };

    /// <summary>The kinds agree; where one book does not say the kind, the sign has to.</summary>
    public bool MayBe(Item other) =>
        Entry.Currency == other.Entry.Currency
        && !IsApartFrom(other)
        && (Lane == Lane.Either || other.Lane == Lane.Either
            ? Amount < 0m == other.Amount < 0m
            : Lane == other.Lane);

    public bool IsApartFrom(Item other) => _apart is not null && _apart.Contains(other);

    public void KeepApartFrom(IEnumerable<Item> others) => (_apart ??= []).UnionWith(others);

    public static Item[] Sorted(
        IReadOnlyList<BookEntry> entries, DocumentKey keys, IReadOnlyList<BookEntry>? carried = null)
    {
        var items = new Item[entries.Count + (carried?.Count ?? 0)];
        for (var i = 0; i < items.Length; i++)
        {
            var isCarried = i >= entries.Count;
            items[i] = new Item(isCarried ? carried![i - entries.Count] : entries[i], keys, isCarried);
        }

        Array.Sort(items, Compare);
        for (var i = 0; i < items.Length; i++)
        {
            items[i].Rank = i;
        }

        return items;
    }

    private static int Compare(Item left, Item right)
    {
        if (left._day != right._day)
        {
            return left._day - right._day;
        }

        var (a, b) = (left.Entry, right.Entry);
        var order = string.CompareOrdinal(a.Reference, b.Reference);
        order = order != 0 ? order : a.Amount.CompareTo(b.Amount);
        order = order != 0 ? order : a.Kind.CompareTo(b.Kind);
        order = order != 0 ? order : string.CompareOrdinal(a.Currency, b.Currency);
        order = order != 0 ? order : string.CompareOrdinal(a.Id, b.Id);
        return order != 0 ? order : string.CompareOrdinal(a.Text, b.Text);
    }
}
