namespace DealerIntegration.Worker.Pipelines.Diversion.Index;

/// <summary>
/// All trace codes as of a watermark (追溯码簿): an index file, and over it a small one of what changed since. Whatever the
/// small one knows it knows whole, so it is asked first.
/// </summary>
internal sealed class CodeBook(MappedIndex whole, MappedIndex? changed) : IDisposable
{
    public MappedIndex Whole { get; } = whole;

    public MappedIndex? Changed { get; } = changed;

    public CodeHash Hash { get; } = whole.Head.Hash;

    /// <summary>
    /// The index that knows a code, and what it says; null: nobody ever issued, packed or shipped it.
    /// </summary>
    public (MappedIndex Index, CodeRef Code)? Find(ulong hash)
    {
        if (Changed?.Find(hash) is { } recent)
        {
            return recent.IsGone ? null : (Changed, recent);
        }

        return Whole.Find(hash) is { } code ? (Whole, code) : null;
    }

    public void Prefetch(ulong hash)
    {
        Changed?.Prefetch(hash);
        Whole.Prefetch(hash);
    }

    /// <summary>
    /// Adds the versions of the events of a code and of units around it. Which units a code lay in that was packed more
    /// than once only its events tell: gather them in turn.
    /// </summary>
    /// <param name="hash">The code.</param>
    /// <param name="seen">Codes that were added before.</param>
    /// <param name="seqs">Takes the versions.</param>
    public void Gather(ulong hash, HashSet<ulong> seen, ICollection<long> seqs)
    {
        while (seen.Add(hash) && Find(hash) is ({ } index, var code))
        {
            if (code.HasSide)
            {
                foreach (var seq in index.SideOf(hash))
                {
                    seqs.Add(seq);
                }
            }

            if (index.SeqOf(code.Group) is > 0 and var packed)
            {
                seqs.Add(packed);
            }

            if (index.IssueOf(code.Group) is > 0 and var issued)
            {
                seqs.Add(issued);
            }

            if (index.UnitOf(code.Group) is not { } unit)
            {
                return;
            }

            hash = unit;
        }
    }

    /// <summary>
    /// Items that came to each dealer, by product (发货件数); an item counts for every dealer that had it.
    /// </summary>
    public Dictionary<(string Dealer, string Product), long> ShippedItems()
    {
        var shipped = new Dictionary<(string Dealer, string Product), long>();
        Count(Whole, shipped);
        if (Changed is not null)
        {
            Count(Changed, shipped);
            Replace(shipped);
        }

        return shipped.Where(s => s.Value != 0).ToDictionary();
    }

    public void Dispose()
    {
        Whole.Dispose();
        Changed?.Dispose();
    }

    // By timeline first: millions of groups share some ten thousand.
    private static void Count(MappedIndex index, Dictionary<(string Dealer, string Product), long> shipped)
    {
        var items = new Dictionary<(int Timeline, int Product), long>();
        for (var group = 0; group < index.Groups; group++)
        {
            if (index.ItemsOf(group) is > 0 and var count)
            {
                var key = (index.TimelineOf(group), index.ProductOf(group));
                items[key] = items.GetValueOrDefault(key) + count;
            }
        }

        foreach (var (key, count) in items)
        {
            Add(index, key.Timeline, key.Product, count, shipped);
        }
    }

    // What the small index knows was counted by the large one, too, as it was then.
    private void Replace(Dictionary<(string Dealer, string Product), long> shipped)
    {
        foreach (var hash in Changed!.Hashes)
        {
            if (Whole.Find(hash) is { IsUnit: false } before && Whole.CountsItems(before.Group))
            {
                Add(Whole, Whole.TimelineOf(before.Group), Whole.ProductOf(before.Group), -1, shipped);
            }
        }
    }

    private static void Add(
        MappedIndex index, int timeline, int product, long items,
        Dictionary<(string Dealer, string Product), long> shipped)
    {
        foreach (var dealer in product < 0 ? [] : index.HoldersOf(timeline))
        {
            var key = (index.Dealers[dealer], index.Products[product]);
            shipped[key] = shipped.GetValueOrDefault(key) + items;
        }
    }
}
