using DealerIntegration.Domain.Diversion.Custody;
using DealerIntegration.Domain.Diversion.Events;

namespace DealerIntegration.Worker.Pipelines.Diversion.Index;

/// <summary>An event that names a code, and is no plain packing.</summary>
/// <param name="Row">The event among those read: the same in the lives of all its codes.</param>
internal readonly record struct OwnEvent(
    ulong Hash, long At, TraceStep Step, bool OfContents, int Unit, int From, int To, int Row)
    : IComparable<OwnEvent>
{
    public long Key => LifeEvent.KeyOf(At, Step);

    // Events of packing groups count up from 0, those that stand in rows down from here.
    public LifeEvent ToLife() => new(Key, At, Step, OfContents, Unit, From, To, -2 - Row);

    public static int RowOf(int lifeEvent) => -2 - lifeEvent;

    public int CompareTo(OwnEvent other)
    {
        var byHash = Hash.CompareTo(other.Hash);
        return byHash != 0 ? byHash : Key.CompareTo(other.Key);
    }
}

/// <summary>A set of codes that were packed together, or left together by a flat list.</summary>
/// <param name="Unit">What they were packed into; −1: nothing.</param>
/// <param name="Seq">Version of the packing event; 0: rows of a flat list.</param>
/// <param name="ShippedTo">Dealer they left for by themselves; 0: they did not.</param>
/// <param name="CountsItems">Codes of the group are items, unless something was packed into them.</param>
internal readonly record struct CodeGroup(
    int Unit, long At, long Seq, int Product, int ShippedTo, int Document, bool CountsItems)
{
    /// <summary>The codes were printed and activated together (赋码), and nothing more.</summary>
    public bool IsIssue { get; init; }

    /// <summary>Version of the event by which all of them were issued; 0: none, or not together.</summary>
    public long IssueSeq { get; init; }

    public LifeEvent Pack(int number) => new(
        LifeEvent.KeyOf(At, TraceStep.Pack), At, TraceStep.Pack, false, Unit, 0, 0, number * 2);

    public LifeEvent Ship(int number) => new(
        LifeEvent.KeyOf(At, TraceStep.Ship), At, TraceStep.Ship, false, LifeEvent.None, 0, ShippedTo, (number * 2) + 1);
}
