using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Reconciliation.Causes;

/// <summary>What the causes may look at: the documents behind our invoices and the lines beside the period.</summary>
internal sealed class CaseFile
{
    private readonly Dictionary<string, List<Item>> _ourNeighbours;
    private readonly Dictionary<string, List<Item>> _theirNeighbours;
    private Dictionary<(string Key, decimal Amount), List<(Item Theirs, string Document)>>? _booked;

    public CaseFile(Workspace workspace, Evidence evidence, Period period)
    {
        Evidence = evidence;
        Workspace = workspace;
        Period = period;
        _ourNeighbours = ByKey(workspace.OurNeighbours);
        _theirNeighbours = ByKey(workspace.TheirNeighbours);
    }

    public Workspace Workspace { get; }

    public Evidence Evidence { get; }

    public Period Period { get; }

    public Tolerance Tolerance => Workspace.Rules.Tolerance;

    /// <summary>
    /// What was known of a line from the start; null where nothing was, or a person gave the difference up.
    /// </summary>
    public LineProof? ProofOf(OpenBreak open)
    {
        if (Evidence.Proofs.Count == 0
            || Workspace.WriteOffs.ContainsKey((DecidedMatches.Ids(open.Ours), DecidedMatches.Ids(open.Theirs))))
        {
            return null;
        }

        var (side, items) = open.Ours.Count > 0 ? (BookSide.Ours, open.Ours) : (BookSide.Theirs, open.Theirs);
        return items is [var only] ? Evidence.Proofs.GetValueOrDefault((side, only.Entry.Id)) : null;
    }

    /// <summary>Order and shipment behind a single invoice of ours; null where we hold none.</summary>
    public InvoiceEvidence? EvidenceFor(IReadOnlyList<Item> ours) => ours.Count != 1
        ? null
        : Evidence.Invoices.GetValueOrDefault(ours[0].Entry.Id)
            ?? Evidence.Invoices.GetValueOrDefault(ours[0].Entry.Reference);

    /// <summary>
    /// The other side's line of another month for an open line, if it is still free; an equal amount goes first.
    /// </summary>
    public Item? NeighbourOf(Item item, BookSide otherSide)
    {
        var neighbours = otherSide == BookSide.Ours ? _ourNeighbours : _theirNeighbours;
        return neighbours.GetValueOrDefault(item.Key, [])
            .Where(other => !other.Taken && other.MayBe(item) && IsOpen(other))
            .OrderBy(other => other.Amount == item.Amount ? 0 : 1)
            .ThenBy(other => other.Rank)
            .FirstOrDefault();
    }

    /// <summary>The line by which the same side had this in its book of an earlier month already.</summary>
    public Item? BookedEarlier(Item item, BookSide side)
    {
        var neighbours = side == BookSide.Ours ? _ourNeighbours : _theirNeighbours;
        return neighbours.GetValueOrDefault(item.Key, [])
            .Find(other => other.MayBe(item) && other.Amount == item.Amount && other.Entry.Date < Period.Start);
    }

    // After a reconciled period only its open items are left of it, and those take part in the matching themselves.
    private bool IsOpen(Item neighbour) =>
        neighbour.Entry.Date > Period.End || (neighbour.Entry.Date < Period.Start && !Workspace.HasEarlierPeriod);

    /// <summary>A line of theirs that stands for one of our documents by an explanation, not by a match.</summary>
    public void NoteBooked(Item theirs, string document) => Note(Booked(), theirs, document);

    /// <summary>Their line with the same number and amount that stands for a document of ours already.</summary>
    public (Item Theirs, string Document)? BookedAlready(Item theirs)
    {
        if (theirs.Key.Length == 0)
        {
            return null;
        }

        foreach (var booked in Booked().GetValueOrDefault((theirs.Key, theirs.Amount), []))
        {
            if (booked.Theirs.MayBe(theirs))
            {
                return booked;
            }
        }

        return null;
    }

    // Made when the first of their lines is left over: most books have none.
    private Dictionary<(string Key, decimal Amount), List<(Item Theirs, string Document)>> Booked()
    {
        if (_booked is null)
        {
            _booked = [];
            foreach (var (_, ours, theirs) in Workspace.Pairs)
            {
                foreach (var item in theirs)
                {
                    Note(_booked, item, ours[0].Entry.Id);
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

    private static Dictionary<string, List<Item>> ByKey(Item[] items) =>
        items.Where(item => item.Key.Length > 0)
            .GroupBy(item => item.Key, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.ToList(), StringComparer.Ordinal);
}
