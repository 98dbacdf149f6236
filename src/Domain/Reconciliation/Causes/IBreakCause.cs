using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Reconciliation.Causes;

/// <summary>One cause of differences (差异原因判定). It answers only where a document proves it.</summary>
internal interface IBreakCause
{
    BreakCause Cause { get; }

    Proof? Prove(OpenBreak open, CaseFile file);
}

/// <summary>A difference before it has a cause. A side that holds no line has an empty list and the amount 0.</summary>
internal sealed record OpenBreak(
    BreakKind Kind, IReadOnlyList<Item> Ours, IReadOnlyList<Item> Theirs, decimal OurAmount, decimal TheirAmount)
{
    public decimal Amount => TheirAmount - OurAmount;
}

/// <summary>What the documents say.</summary>
/// <param name="OurCorrection">True: we have to book something; false: the dealer has.</param>
/// <param name="Neighbour">For a line that the other side booked in another month: that line.</param>
internal sealed record Proof(
    string Evidence, IReadOnlyList<string> Documents, bool OurCorrection = false, Item? Neighbour = null)
{
    public Period? NeighbourPeriod => Neighbour is null ? null : Period.Of(Neighbour.Entry.Date);
}
