using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Reconciliation.Causes;

/// <summary>The other side holds the same document in the month before or after (跨期); both months are named.</summary>
internal sealed class OtherPeriodCause : IBreakCause
{
    public BreakCause Cause => BreakCause.OtherPeriod;

    public Proof? Prove(OpenBreak open, CaseFile file)
    {
        if (open.Kind == BreakKind.Unequal)
        {
            return null;
        }

        var missingInOurs = open.Kind == BreakKind.MissingInOurs;
        var (side, otherSide) = missingInOurs ? (BookSide.Theirs, BookSide.Ours) : (BookSide.Ours, BookSide.Theirs);
        var item = missingInOurs ? open.Theirs[0] : open.Ours[0];

        // Booked here last month and again now: the neighbour belongs to the first of the two.
        if (file.OtherMonths.BookedEarlier(item, side) is not null
            || file.OtherMonths.NeighbourOf(item, otherSide) is not { } neighbour)
        {
            return null;
        }

        var (who, other) = missingInOurs ? ("The dealer", "we") : ("We", "the dealer");
        var effect = neighbour.Entry.Date < file.Period.Start
            ? "it is in the other side's opening balance already"
            : "it comes into the other side's balance then";
        return new Proof(
            $"{who} booked {item.Entry.Reference} on {item.Entry.Date:yyyy-MM-dd} ({Period.Of(item.Entry.Date)}), "
            + $"{other} booked {neighbour.Entry.Reference} on {neighbour.Entry.Date:yyyy-MM-dd} "
            + $"({Period.Of(neighbour.Entry.Date)}); {effect}.",
            [missingInOurs ? neighbour.Entry.Id : item.Entry.Id, missingInOurs ? item.Entry.Id : neighbour.Entry.Id],
            OurCorrection: missingInOurs,
            neighbour);
    }
}
