using System.Runtime.InteropServices;
using System.Text;
using DealerIntegration.Domain.Diversion.Custody;

namespace DealerIntegration.Worker.Pipelines.Diversion.Index;

/// <summary>
/// Makes an index of a draft: sorts the codes, finds out which share their fate, and follows the others.
/// </summary>
internal sealed class IndexFinish
{
    // Entries of one bucket fill a line of the processor's cache.
    private const int BucketEntries = 8;
    private const int MostBucketBits = 28;

    private readonly IndexDraft _draft;
    private readonly DraftLives _lives;
    private readonly GroupTimelines _timelines;
    private readonly List<int> _items;
    private readonly List<(ulong Hash, long Seq)> _side = [];
    private readonly List<ulong> _suspects = [];
    private readonly List<ulong> _hashes = [];
    private readonly bool _isOverlay;
    private readonly Dictionary<(int Issue, int Pack), int> _issuedAndPacked = [];
    private readonly HashSet<int> _emptied;
    private readonly int _bucketBits;
    private readonly uint[] _buckets;
    private readonly ulong[] _entries;
    private int _used;

    private IndexFinish(IndexDraft draft, bool isOverlay)
    {
        _draft = draft;
        _isOverlay = isOverlay;
        draft.Own.Sort();
        _lives = new DraftLives(draft);
        _emptied = [.. draft.Own.Where(e => e.OfContents).Select(e => draft.UnitNumbers[e.Hash])];
        _timelines = new GroupTimelines(draft, _lives, _emptied);
        _items = [.. new int[draft.Groups.Count]];
        _bucketBits = EntryParts.PartBits;
        while (_bucketBits < MostBucketBits && draft.Entries.Count >> _bucketBits >= BucketEntries)
        {
            _bucketBits++;
        }

        _buckets = new uint[(1 << _bucketBits) + 1];
        _entries = new ulong[draft.Entries.Count];
    }

    /// <param name="draft">Used up by it.</param>
    /// <param name="touched">
    /// For a file that is laid over another one: codes that must have an entry, gone where no event mentions them any
    /// more.
    /// </param>
    public static IndexSections Of(IndexDraft draft, IReadOnlyCollection<ulong>? touched = null)
    {
        foreach (var hash in touched ?? [])
        {
            draft.Entries.Add(hash, int.MinValue);
        }

        var finish = new IndexFinish(draft, touched is not null);
        finish.Sort();
        finish._timelines.FollowAll();
        finish.FollowBusy();
        return finish.Sections();
    }

    private void Sort()
    {
        ulong[] hashes = [];
        int[] values = [];
        var own = 0;
        for (var part = 0; part < EntryParts.Parts; part++)
        {
            var count = _draft.Entries.Take(part, ref hashes, ref values, _bucketBits);
            for (var start = 0; start < count;)
            {
                var end = start + 1;
                while (end < count && hashes[end] == hashes[start])
                {
                    end++;
                }

                Resolve(hashes[start], values.AsSpan(start, end - start), ref own);
                start = end;
            }
        }

        for (var i = 1; i < _buckets.Length; i++)
        {
            _buckets[i] = Math.Max(_buckets[i], _buckets[i - 1]);
        }
    }

    // Values come sorted: a mark of a touched code, then of a unit, then groups.
    private void Resolve(ulong hash, Span<int> values, ref int own)
    {
        var isTouched = values[0] == int.MinValue;
        var rest = values[(values.LastIndexOf(int.MinValue) + 1)..];
        int? unit = null;
        if (!rest.IsEmpty && rest[0] < 0)
        {
            unit = -1 - rest[0];
            rest = rest[1..];
        }

        var isKnown = unit is not null || !rest.IsEmpty;
        var groups = Distinct(rest);
        var all = CollectionsMarshal.AsSpan(_draft.Own);
        while (own < all.Length && all[own].Hash < hash)
        {
            own++;
        }

        var ownStart = own;
        while (own < all.Length && all[own].Hash == hash)
        {
            own++;
        }

        if (own == ownStart && FateOf(groups) is { } group)
        {
            if (unit is { } plain)
            {
                _lives.SetOnlyGroup(plain, group);
            }
            else if (_draft.Groups[group].CountsItems && isKnown)
            {
                _items[group]++;
            }

            Put(hash, isKnown || !isTouched ? CodeRef.Of(group, false, unit is not null) : CodeRef.Gone);
            return;
        }

        _lives.AddBusy(hash, unit, _used, groups, ownStart, own);
        Put(hash, CodeRef.Of(CodeRef.Known, true, unit is not null));
    }

    // The groups of one code, each once, the one that only says "known" left out; of packings into one unit the first.
    private Span<int> Distinct(Span<int> groups)
    {
        var kept = 0;
        foreach (var group in groups)
        {
            if (group != CodeRef.Known && !IsRepeated(group, groups[..kept]))
            {
                groups[kept++] = group;
            }
        }

        return groups[..kept];
    }

    private bool IsRepeated(int number, Span<int> before)
    {
        var group = _draft.Groups[number];
        for (var i = 0; i < before.Length; i++)
        {
            var other = _draft.Groups[before[i]];
            if (before[i] == number)
            {
                return true;
            }

            if (group.Unit != LifeEvent.None && group.Unit == other.Unit && !_emptied.Contains(group.Unit)
                && group.ShippedTo == LifeEvent.Principal && other.ShippedTo == LifeEvent.Principal
                && group.CountsItems == other.CountsItems && group.Product == other.Product)
            {
                before[i] = group.At < other.At ? number : before[i];
                return true;
            }
        }

        return false;
    }

    // Nearly every code was issued with others, packed with others, and that is all.
    private int? FateOf(ReadOnlySpan<int> groups)
    {
        if (groups.Length <= 1)
        {
            return groups.IsEmpty ? CodeRef.Known : groups[0];
        }

        var (first, second) = (_draft.Groups[groups[0]], _draft.Groups[groups[1]]);
        return groups.Length > 2 || first.IsIssue == second.IsIssue ? null
            : first.IsIssue ? Join(groups[0], groups[1])
            : Join(groups[1], groups[0]);
    }

    private int Join(int issue, int pack)
    {
        if (!_issuedAndPacked.TryGetValue((issue, pack), out var joined))
        {
            _issuedAndPacked.Add((issue, pack), joined = _draft.Groups.Count);
            var (issued, packed) = (_draft.Groups[issue], _draft.Groups[pack]);
            _draft.Groups.Add(packed with
            {
                IssueSeq = issued.Seq,
                Product = packed.Product < 0 ? issued.Product : packed.Product,
            });
            _items.Add(0);
        }

        return joined;
    }

    private void Put(ulong hash, CodeRef code)
    {
        _entries[_used++] = (hash << 32) | code.Bits;
        _buckets[(int)(hash >> (64 - _bucketBits)) + 1] = (uint)_used;
        if (_isOverlay)
        {
            _hashes.Add(hash);
        }
    }

    private void FollowBusy()
    {
        foreach (var (hash, node, entry) in _lives.Busy)
        {
            var (groups, ownStart, ownEnd) = _lives.PartsOf(node);
            var isUnit = node < _draft.Units.Count;
            var product = groups.Select(g => _draft.Groups[g]).OrderBy(g => g.IsIssue).Select(g => g.Product)
                .FirstOrDefault(p => p >= 0, -1);
            foreach (var group in groups.Where(g => _draft.Groups[g].Seq > 0))
            {
                _side.Add((hash, _draft.Groups[group].Seq));
            }

            foreach (var own in CollectionsMarshal.AsSpan(_draft.Own)[ownStart..ownEnd])
            {
                _side.Add((hash, _draft.Rows[own.Row].Seq));
                product = product < 0 ? _draft.Rows[own.Row].Product : product;
            }

            var counts = !isUnit && (groups.Length == 0 || Array.Exists(groups, g => _draft.Groups[g].CountsItems));
            var number = _draft.Groups.Count;
            _draft.Groups.Add(new CodeGroup(LifeEvent.None, 0, 0, product, 0, -1, counts));
            _timelines.AddFor(node, isUnit);
            _items.Add(counts ? 1 : 0);
            _entries[entry] = (_entries[entry] & ~(ulong)uint.MaxValue) | CodeRef.Of(number, true, isUnit).Bits;
            if (CustodyTimeline.HasFault(_lives, node))
            {
                _suspects.Add(hash);
            }
        }

        _suspects.AddRange(_lives.UnitsInThemselves().Select(unit => _draft.Units[unit]));
    }

    private IndexSections Sections()
    {
        var groups = CollectionsMarshal.AsSpan(_draft.Groups);
        var sections = new IndexSections
        {
            BucketBits = _bucketBits,
            Buckets = _buckets,
            Entries = _entries.AsMemory(0, _used),
            GroupUnit = new int[groups.Length],
            GroupTimeline = _timelines.OfGroups,
            GroupSeq = new long[groups.Length],
            GroupIssue = new long[groups.Length],
            GroupProduct = new int[groups.Length],
            GroupItems = [.. _items],
            GroupCounts = new byte[groups.Length],
            UnitHash = [.. _draft.Units],
            TimelineStart = _timelines.Table.Starts,
            StepAt = _timelines.Table.At,
            StepDealer = _timelines.Table.Dealers,
            StepMovement = _timelines.Table.Documents,
            SideHash = [.. _side.Select(s => s.Hash)],
            SideSeq = [.. _side.Select(s => s.Seq)],
            Suspects = [.. _suspects.Distinct().Order()],
            Hashes = [.. _hashes],
            Names = Encoding.UTF8.GetBytes(string.Concat(
                _draft.Dealers.Names.Concat(_draft.Products.Names).Concat(_draft.Movements.Names)
                    .Select(name => name + '\n'))),
            Dealers = _draft.Dealers.Names.Count,
            Products = _draft.Products.Names.Count,
            HasFlatRows = _draft.HasFlatRows,
        };
        for (var i = 0; i < groups.Length; i++)
        {
            sections.GroupUnit[i] = groups[i].Unit;
            sections.GroupSeq[i] = groups[i].Seq;
            sections.GroupIssue[i] = groups[i].IssueSeq;
            sections.GroupProduct[i] = groups[i].Product;
            sections.GroupCounts[i] = groups[i].CountsItems ? (byte)1 : (byte)0;
        }

        return sections;
    }
}
