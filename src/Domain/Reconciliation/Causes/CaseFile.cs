using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Reconciliation.Causes;

/// <summary>What the causes may look at: the documents behind our invoices and the lines beside the period.</summary>
internal sealed class CaseFile
{
    private readonly IReadOnlyDictionary<string, InvoiceEvidence> _evidence;
    private readonly Dictionary<string, List<Item>> _ourNeighbours;
    private readonly Dictionary<string, List<Item>> _theirNeighbours;
    private readonly Dictionary<(string Key, decimal Amount), List<(Item Theirs, string Document)>> _booked = [];

    public CaseFile(
        Workspace workspace, IReadOnlyDictionary<string, InvoiceEvidence> evidence, Period period)
    {
        _evidence = evidence;
        Workspace = workspace;
        Period = period;
        _ourNeighbours = ByKey(workspace.OurNeighbours);
        _theirNeighbours = ByKey(workspace.TheirNeighbours);
        foreach (var (_, ours, theirs) in workspace.Pairs)
        {
            foreach (var item in theirs)
            {
                NoteBooked(item, ours[0].Entry.Id);
            }
        }
    }

    public Workspace Workspace { get; }

    public Period Period { get; }

    public Tolerance Tolerance => Workspace.Rules.Tolerance;

    /// <summary>Order and shipment behind a single invoice of ours; null where we hold none.</summary>
    public InvoiceEvidence? EvidenceFor(IReadOnlyList<Item> ours) => ours.Count != 1
        ? null
        : _evidence.GetValueOrDefault(ours[0].Entry.Id) ?? _evidence.GetValueOrDefault(ours[0].Entry.Reference);

    /// <summary>
    /// The other side's line of another month for an open line, if it is still free; an equal amount goes first.
    /// </summary>
    public Item? NeighbourOf(Item item, BookSide otherSide)
    {
        var neighbours = otherSide == BookSide.Ours ? _ourNeighbours : _theirNeighbours;
        return neighbours.GetValueOrDefault(item.Key, [])
            .Where(other => !other.Taken && other.MayBe(item) && !Period.Contains(other.Entry.Date))
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

    public void NoteBooked(Item theirs, string document)
    {
        if (theirs.Key.Length > 0)
        {
            var key = (theirs.Key, theirs.Amount);
            if (!_booked.TryGetValue(key, out var list))
            {
                _booked.Add(key, list = []);
            }

            list.Add((theirs, document));
        }
    }

    /// <summary>Their line with the same number and amount that stands for a document of ours already.</summary>
    public (Item Theirs, string Document)? BookedAlready(Item theirs)
    {
        foreach (var booked in _booked.GetValueOrDefault((theirs.Key, theirs.Amount), []))
        {
            if (booked.Theirs.MayBe(theirs))
            {
                return booked;
            }
        }

        return null;
    }

    private static Dictionary<string, List<Item>> ByKey(Item[] items) =>
        items.Where(item => item.Key.Length > 0)
            .GroupBy(item => item.Key, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.ToList(), StringComparer.Ordinal);
}
