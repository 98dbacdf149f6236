namespace DealerIntegration.Domain.Reconciliation.Causes.Files;

/// <summary>Lines of the dealer's that stand for a document already, by a match or by an explanation (已入账明细).</summary>
internal sealed class BookedLines(Workspace workspace)
{
    private Dictionary<(string Key, decimal Amount), List<(Item Theirs, string Document)>>? _booked;

    /// <summary>A line of theirs that stands for a document by an explanation, not by a match.</summary>
    public void Note(Item theirs, string document) => Note(All(), theirs, document);

    /// <summary>Their line with the same number and amount that stands for a document already.</summary>
    public (Item Theirs, string Document)? Same(Item theirs)
    {
        if (theirs.Key.Length == 0)
        {
            return null;
        }

        foreach (var booked in All().GetValueOrDefault((theirs.Key, theirs.Amount), []))
        {
            if (booked.Theirs.MayBe(theirs))
            {
                return booked;
            }
        }

        return null;
    }

    // Made when the first of their lines is left over, and of the numbers of such lines only: nobody asks for others.
    private Dictionary<(string Key, decimal Amount), List<(Item Theirs, string Document)>> All()
    {
        if (_booked is not null)
        {
            return _booked;
        }

        _booked = [];
        var open = workspace.Theirs.Where(item => !item.Taken).Select(item => item.Key)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var (_, ours, theirs) in workspace.Pairs)
        {
            for (var i = 0; i < theirs.Count; i++)
            {
                if (open.Contains(theirs[i].Key))
                {
                    Note(_booked, theirs[i], ours.First.Entry.Id);
                }
            }
        }

        return _booked;
    }

    private static void Note(
        Dictionary<(string Key, decimal Amount), List<(Item Theirs, string Document)>> booked, Item theirs,
        string document)
    {
        if (theirs.Key.Length > 0)
        {
            var key = (theirs.Key, theirs.Amount);
            if (!booked.TryGetValue(key, out var list))
            {
                booked.Add(key, list = []);
            }

            list.Add((theirs, document));
        }
    }
}
