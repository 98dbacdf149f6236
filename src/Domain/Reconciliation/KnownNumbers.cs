using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DealerIntegration.Domain.Reconciliation;

/// <summary>
/// Which document numbers one side knows, in this period or beside it. Nearly all that is asked are numbers of lines
/// that the other side has left open, few of a book: those are looked for in one pass, and no set of all is made.
/// </summary>
internal sealed class KnownNumbers
{
    private readonly Item[] _items;
    private readonly Item[] _neighbours;
    private readonly Dictionary<string, bool> _known = new(StringComparer.Ordinal);

    /// <param name="asking">Lines of the other side; the open ones are expected to ask.</param>
    public KnownNumbers(Item[] items, Item[] neighbours, Item[] asking)
    {
        (_items, _neighbours) = (items, neighbours);
        foreach (var item in asking)
        {
            if (!item.Taken)
            {
                _known.TryAdd(item.Key, false);
            }
        }

        Find(items);
        Find(neighbours);
    }

    public bool Contains(string key)
    {
        if (key.Length == 0)
        {
            return false;
        }

        ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(_known, key, out var exists);
        if (!exists)
        {
            known = Array.Exists(_items, item => item.Key == key) || Array.Exists(_neighbours, item => item.Key == key);
        }

        return known;
    }

    private void Find(Item[] items)
    {
        foreach (var item in items)
        {
            ref var known = ref CollectionsMarshal.GetValueRefOrNullRef(_known, item.Key);
            if (!Unsafe.IsNullRef(ref known))
            {
                known = true;
            }
        }
    }
}
