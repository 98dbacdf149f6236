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
        var slots = new KeySlots(workspace.Theirs.Length);
        foreach (var item in workspace.Theirs)
        {
            if (!item.Taken && keyOf(item) is { Length: > 0 } key)
            {
                slots.AddTheirs(key, item);
            }
        }

        foreach (var item in workspace.Ours)
        {
            if (!item.Taken && keyOf(item) is { Length: > 0 } key)
            {
                slots.AddOurs(key, item);
            }
        }

        foreach (var slot in slots.All)
        {
            // Nearly every number stands once on either side: the same answer as PairGroup gives, without its lists.
            if (slot is { Ours: { } ours, MoreOurs: null, MoreTheirs: null })
            {
                if (ours.MayBe(slot.Theirs))
                {
                    Take(ours, slot.Theirs);
                }
            }
            else if (slot.Ours is not null)
            {
                foreach (var currency in slot.AllOurs().Select(item => item.Entry.Currency).Distinct().ToList())
                {
                    PairGroup(Of(slot.AllOurs(), currency), Of(slot.AllTheirs(), currency));
                }
            }
        }
    }

    private static List<Item> Of(IEnumerable<Item> items, string currency) =>
        [.. items.Where(item => item.Entry.Currency == currency)];

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
        var byAmount = Open(theirs).GroupBy(item => item.Amount)
            .ToDictionary(group => group.Key, group => new LinkedList<Item>(group));
        foreach (var item in Open(ours))
        {
            if (byAmount.TryGetValue(item.Amount, out var equal) && equal.FirstOrDefault(item.MayBe) is { } other)
            {
                equal.Remove(other);
                Take(item, other);
            }
        }
    }

    private void PairUnequal(List<Item> ours, List<Item> theirs)
    {
        var plain = (ours.Count == 1 && AllEqual(theirs)) || (theirs.Count == 1 && AllEqual(ours));
        if (!plain || ours.Count == 0 || theirs.Count == 0 || !ours[0].MayBe(theirs[0]))
        {
            return;
        }

        // Parts that add up to the other side's line are one document in several lines, not copies of a wrong amount.
        if (Math.Abs(ours.Sum(i => i.Amount) - theirs.Sum(i => i.Amount)) > workspace.Rules.Tolerance.Absolute
            || (ours.Count == 1 && theirs.Count == 1))
        {
            Take(ours[0], theirs[0]);
        }
    }

    private void Take(Item ours, Item theirs) =>
        workspace.Take(step, score, ours, theirs, ours.Amount == theirs.Amount ? why : _whyUnequal);

    private static bool AllEqual(List<Item> items) => items.TrueForAll(item => item.Amount == items[0].Amount);

    private static List<Item> Open(List<Item> items) => items.FindAll(item => !item.Taken);
}
