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
internal sealed class Item(BookEntry entry, string key)
{
    public BookEntry Entry { get; } = entry;

    /// <summary>The normalised reference; empty where the entry has none.</summary>
    public string Key { get; } = key;

    /// <summary>
    /// Place among its side's entries in a stable order, so that the order of the input decides nothing.
    /// </summary>
    public int Rank { get; private set; }

    public bool Taken { get; set; }

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
        && (Lane == Lane.Either || other.Lane == Lane.Either
            ? Amount < 0m == other.Amount < 0m
            : Lane == other.Lane);

    public static Item[] Sorted(IReadOnlyList<BookEntry> entries, DocumentKey keys)
    {
        var items = entries.Select(entry => new Item(entry, keys.Normalise(entry.Reference))).ToArray();
        Array.Sort(items, Compare);
        for (var i = 0; i < items.Length; i++)
        {
            items[i].Rank = i;
        }

        return items;
    }

    private static int Compare(Item left, Item right)
    {
        var (a, b) = (left.Entry, right.Entry);
        var order = a.Date.CompareTo(b.Date);
        order = order != 0 ? order : string.CompareOrdinal(a.Reference, b.Reference);
        order = order != 0 ? order : a.Amount.CompareTo(b.Amount);
        order = order != 0 ? order : a.Kind.CompareTo(b.Kind);
        order = order != 0 ? order : string.CompareOrdinal(a.Currency, b.Currency);
        order = order != 0 ? order : string.CompareOrdinal(a.Id, b.Id);
        return order != 0 ? order : string.CompareOrdinal(a.Text, b.Text);
    }
}
