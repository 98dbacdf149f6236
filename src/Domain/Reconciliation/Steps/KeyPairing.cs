using System.Runtime.InteropServices;

namespace DealerIntegration.Domain.Reconciliation.Steps;

/// <summary>
/// Pairs lines one to one by a key. Equal amounts go first. Unequal amounts are paired only where it is plain which
/// line belongs to which: one line on one side, and on the other one line or copies of one.
/// </summary>
internal sealed class KeyPairing(string step, decimal score, string why, Workspace workspace)
{
    private readonly string _whyUnequal = $"{why}, amounts differ";

    public void Run(Func<Item, string> keyOf)
    {
        var theirs = Groups(workspace.Theirs, keyOf);
        foreach (var (key, ours) in Groups(workspace.Ours, keyOf))
        {
            if (!theirs.TryGetValue(key, out var candidates))
            {
                continue;
            }

            // Nearly every group is one line on either side: the same answer as PairGroup gives, without its lists.
            if (ours.More is null && candidates.More is null)
            {
                if (ours.First.MayBe(candidates.First))
                {
                    Take(ours.First, candidates.First);
                }
            }
            else
            {
                PairGroup(ours.All(), candidates.All());
            }
        }
    }

    private static Dictionary<(string Key, string Currency), Group> Groups(Item[] items, Func<Item, string> keyOf)
    {
        var groups = new Dictionary<(string, string), Group>();
        foreach (var item in items)
        {
            var key = item.Taken ? "" : keyOf(item);
            if (key.Length == 0)
            {
                continue;
            }

            ref var group = ref CollectionsMarshal.GetValueRefOrAddDefault(
                groups, (key, item.Entry.Currency), out var exists);
            group = exists ? group.With(item) : new Group(item, null);
        }

        return groups;
    }

    private void PairGroup(List<Item> ours, List<Item> theirs)
    {
        foreach (var (left, right) in Lanes(ours, theirs))
        {
            PairEqual(left, right);
        }

        foreach (var (left, right) in Lanes(ours, theirs))
        {
            PairUnequal(Open(left), Open(right));
        }
    }

    // Lists within which any two lines may be the same: the rule of Item.MayBe, without trying all pairs. The last
    // two share no line, so that which book is called ours decides nothing.
    private static IEnumerable<(List<Item> Ours, List<Item> Theirs)> Lanes(List<Item> ours, List<Item> theirs)
    {
        yield return (ours.FindAll(i => i.Lane == Lane.Document), theirs.FindAll(i => i.Lane == Lane.Document));
        yield return (ours.FindAll(i => i.Lane == Lane.Payment), theirs.FindAll(i => i.Lane == Lane.Payment));
        foreach (var negative in (bool[])[false, true])
        {
            var (left, leftEither) = Sides(ours, negative);
            var (right, rightEither) = Sides(theirs, negative);
            yield return (leftEither, rightEither);
            yield return (left, rightEither);
            yield return (leftEither, right);
        }
    }

    private static (List<Item> Known, List<Item> Either) Sides(List<Item> items, bool negative)
    {
        var signed = items.FindAll(i => i.Amount < 0m == negative);
        return (signed.FindAll(i => i.Lane != Lane.Either), signed.FindAll(i => i.Lane == Lane.Either));
    }

    private void PairEqual(List<Item> ours, List<Item> theirs)
    {
        var byAmount = new Dictionary<decimal, Queue<Item>>();
        foreach (var item in Open(theirs))
        {
            if (!byAmount.TryGetValue(item.Amount, out var queue))
            {
                byAmount.Add(item.Amount, queue = new Queue<Item>());
            }

            queue.Enqueue(item);
        }

        foreach (var item in Open(ours))
        {
            if (byAmount.TryGetValue(item.Amount, out var queue) && queue.TryDequeue(out var other))
            {
                Take(item, other);
            }
        }
    }

    private void PairUnequal(List<Item> ours, List<Item> theirs)
    {
        var plain = (ours.Count == 1 && AllEqual(theirs)) || (theirs.Count == 1 && AllEqual(ours));
        if (!plain || ours.Count == 0 || theirs.Count == 0)
        {
            return;
        }

        // Parts that add up to the other side's line are one document in several lines, not copies of a wrong amount.
        if (ours.Sum(i => i.Amount) != theirs.Sum(i => i.Amount))
        {
            Take(ours[0], theirs[0]);
        }
    }

    private void Take(Item ours, Item theirs) =>
        workspace.Take(step, score, [ours], [theirs], ours.Amount == theirs.Amount ? why : _whyUnequal);

    private static bool AllEqual(List<Item> items) => items.TrueForAll(item => item.Amount == items[0].Amount);

    private static List<Item> Open(List<Item> items) => items.FindAll(item => !item.Taken);

    /// <summary>Lines with one key, in their order; a list only where there is more than one.</summary>
    private readonly record struct Group(Item First, List<Item>? More)
    {
        public Group With(Item item)
        {
            var more = More ?? [];
            more.Add(item);
            return new Group(First, more);
        }

        public List<Item> All() => [First, .. More ?? []];
    }
}
