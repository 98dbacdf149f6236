namespace DealerIntegration.Domain.Reconciliation.Steps;

/// <summary>
/// Pairs lines one to one by a key. Equal amounts go first. Unequal amounts are paired only where it is plain which line
/// belongs to which: one line on one side, and on the other one line or copies of one.
/// </summary>
internal sealed class KeyPairing(string step, decimal score, string why, Workspace workspace)
{
    public void Run(Func<Item, string> keyOf)
    {
        var theirs = Groups(workspace.Theirs, keyOf);
        foreach (var (key, ours) in Groups(workspace.Ours, keyOf))
        {
            if (theirs.TryGetValue(key, out var candidates))
            {
                PairGroup(key.Key, ours, candidates);
            }
        }
    }

    private static Dictionary<(string Key, string Currency), List<Item>> Groups(Item[] items, Func<Item, string> keyOf)
    {
        var groups = new Dictionary<(string, string), List<Item>>();
        foreach (var item in items)
        {
            var key = item.Taken ? "" : keyOf(item);
            if (key.Length == 0)
            {
                continue;
            }

            if (!groups.TryGetValue((key, item.Entry.Currency), out var group))
            {
                groups.Add((key, item.Entry.Currency), group = []);
            }

            group.Add(item);
        }

        return groups;
    }

    private void PairGroup(string key, List<Item> ours, List<Item> theirs)
    {
        foreach (var (left, right) in Lanes(ours, theirs))
        {
            PairEqual(key, left, right);
        }

        foreach (var (left, right) in Lanes(ours, theirs))
        {
            PairUnequal(key, Open(left), Open(right));
        }
    }

    // Every pair of lists within which any two lines may be the same: the rule of Item.MayBe, without trying all pairs.
    private static IEnumerable<(List<Item> Ours, List<Item> Theirs)> Lanes(List<Item> ours, List<Item> theirs)
    {
        yield return (ours.FindAll(i => i.Lane == Lane.Document), theirs.FindAll(i => i.Lane == Lane.Document));
        yield return (ours.FindAll(i => i.Lane == Lane.Payment), theirs.FindAll(i => i.Lane == Lane.Payment));
        foreach (var negative in (bool[])[false, true])
        {
            var left = ours.FindAll(i => i.Amount < 0m == negative);
            var right = theirs.FindAll(i => i.Amount < 0m == negative);
            yield return (left, right.FindAll(i => i.Lane == Lane.Either));
            yield return (left.FindAll(i => i.Lane == Lane.Either), right);
        }
    }

    private void PairEqual(string key, List<Item> ours, List<Item> theirs)
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
                workspace.Take(step, score, [item], [other], $"{why} {key}");
            }
        }
    }

    private void PairUnequal(string key, List<Item> ours, List<Item> theirs)
    {
        var plain = (ours.Count == 1 && AllEqual(theirs)) || (theirs.Count == 1 && AllEqual(ours));
        if (!plain || ours.Count == 0 || theirs.Count == 0)
        {
            return;
        }

        // Parts that add up to the other side's line are one document in several lines, not copies of a wrong amount.
        if (ours.Sum(i => i.Amount) != theirs.Sum(i => i.Amount))
        {
            workspace.Take(step, score, [ours[0]], [theirs[0]], $"{why} {key}, amounts differ");
        }
    }

    private static bool AllEqual(List<Item> items) => items.TrueForAll(item => item.Amount == items[0].Amount);

    private static List<Item> Open(List<Item> items) => items.FindAll(item => !item.Taken);
}
