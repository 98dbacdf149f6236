using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Reconciliation.Causes.Files;

/// <summary>The lines of both books beside the period (前后月份单据); each of them explains one difference.</summary>
internal sealed class OtherMonths(Workspace workspace, Period period)
{
    private readonly Dictionary<string, List<Item>> _ours = ByKey(workspace.OurNeighbours);
    private readonly Dictionary<string, List<Item>> _theirs = ByKey(workspace.TheirNeighbours);
    private readonly HashSet<Item> _used = [];
    private Dictionary<string, List<Item>>? _ourOpen;
    private Dictionary<string, List<Item>>? _theirOpen;

    /// <summary>
    /// The other side's line for an open one, if it is still free. An equal amount goes first, and a line whose amount
    /// another open one has to the cent is left for that.
    /// </summary>
    public Item? NeighbourOf(Item item, BookSide otherSide) =>
        On(otherSide).GetValueOrDefault(item.Key, [])
            .Where(other => !_used.Contains(other) && other.MayBe(item) && IsOpen(other))
            .OrderBy(other => other.Amount == item.Amount ? 0 : 1)
            .ThenBy(other => other.Rank)
            .FirstOrDefault(other => other.Amount == item.Amount || !FitsAnother(other, otherSide));

    public void Use(Item neighbour) => _used.Add(neighbour);

    /// <summary>The line by which the same side had this in its book of an earlier month already.</summary>
    public Item? BookedEarlier(Item item, BookSide side) =>
        On(side).GetValueOrDefault(item.Key, [])
            .Find(other => other.MayBe(item) && other.Amount == item.Amount && other.Entry.Date < period.Start);

    // After a reconciled period only its open items are left of it, and those take part in the matching themselves.
    private bool IsOpen(Item neighbour) =>
        neighbour.Entry.Date > period.End || (neighbour.Entry.Date < period.Start && !workspace.HasEarlierPeriod);

    private bool FitsAnother(Item neighbour, BookSide side)
    {
        var open = side == BookSide.Ours
            ? _theirOpen ??= ByKey(workspace.Theirs.Where(item => !item.Taken))
            : _ourOpen ??= ByKey(workspace.Ours.Where(item => !item.Taken));
        return open.GetValueOrDefault(neighbour.Key, [])
            .Exists(item => item.Amount == neighbour.Amount && item.MayBe(neighbour));
    }

    private Dictionary<string, List<Item>> On(BookSide side) => side == BookSide.Ours ? _ours : _theirs;

    private static Dictionary<string, List<Item>> ByKey(IEnumerable<Item> items) =>
        items.Where(item => item.Key.Length > 0)
            .GroupBy(item => item.Key, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.ToList(), StringComparer.Ordinal);
}
