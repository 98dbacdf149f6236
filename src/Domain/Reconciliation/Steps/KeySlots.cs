using System.Runtime.InteropServices;

namespace DealerIntegration.Domain.Reconciliation.Steps;

/// <summary>
/// Open lines of both sides by number: one look-up a line. Only numbers of the dealer's side have a slot; a line of
/// ours without one has no counterpart.
/// </summary>
internal sealed class KeySlots(int capacity)
{
    private readonly Dictionary<string, int> _slots = new(capacity);
    private readonly List<Slot> _all = new(capacity);

    public IEnumerable<Slot> All => _all;

    public void AddTheirs(string key, Item item)
    {
        ref var slot = ref CollectionsMarshal.GetValueRefOrAddDefault(_slots, key, out var exists);
        if (exists)
        {
            ref var known = ref CollectionsMarshal.AsSpan(_all)[slot];
            (known.MoreTheirs ??= []).Add(item);
        }
        else
        {
            slot = _all.Count;
            _all.Add(new Slot { Theirs = item });
        }
    }

    public void AddOurs(string key, Item item)
    {
        if (!_slots.TryGetValue(key, out var slot))
        {
            return;
        }

        ref var known = ref CollectionsMarshal.AsSpan(_all)[slot];
        if (known.Ours is null)
        {
            known.Ours = item;
        }
        else
        {
            (known.MoreOurs ??= []).Add(item);
        }
    }

    /// <summary>The lines with one number, in their order; lists only where there is more than one.</summary>
    internal struct Slot
    {
        public Item Theirs;
        public Item? Ours;
        public List<Item>? MoreTheirs;
        public List<Item>? MoreOurs;

        public readonly IEnumerable<Item> AllTheirs() => [Theirs, .. MoreTheirs ?? []];

        public readonly IEnumerable<Item> AllOurs() => Ours is null ? [] : [Ours, .. MoreOurs ?? []];
    }
}
