using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Reconciliation.Causes;

/// <summary>
/// The document stands in the account of another dealer (户头错误): we booked it on that dealer, or that dealer has ours in
/// its ledger.
/// </summary>
internal sealed class WrongDealerCause : IBreakCause
{
    public BreakCause Cause => BreakCause.WrongDealer;

    public Proof? Prove(OpenBreak open, CaseFile file) => open.Kind switch
    {
        BreakKind.MissingInOurs => OnAnother(open.Theirs[0], file),
        BreakKind.MissingInTheirs => InAnothersLedger(open.Ours[0], file),
        _ => null,
    };

    private static Proof? OnAnother(Item theirs, CaseFile file)
    {
        if (file.OtherAccounts.Take(theirs, BookSide.Ours) is not { } found)
        {
            return null;
        }

        // Where that dealer has it too, this one has booked what is not its own.
        var isTheOthers = file.OtherAccounts.IsInBothBooks(found);
        file.Booked.Note(theirs, $"{found.Reference} of dealer {found.DealerCode}");
        return new Proof(
            $"{Line("The dealer", theirs)}; we booked {found.Reference} over {AmountText.Of(found.Amount)} on dealer "
            + $"{found.DealerCode} on {found.Date:yyyy-MM-dd}"
            + (isTheOthers ? ", which has it in its ledger too." : "."),
            [found.Reference, theirs.Entry.Id],
            OurCorrection: !isTheOthers);
    }

    private static Proof? InAnothersLedger(Item ours, CaseFile file) =>
        file.OtherAccounts.Take(ours, BookSide.Theirs) is { } found
            ? new Proof(
                $"{Line("We", ours)}; dealer {found.DealerCode} has {found.Reference} over "
                + $"{AmountText.Of(found.Amount)} in its ledger on {found.Date:yyyy-MM-dd}.",
                [ours.Entry.Id, found.Reference],
                OurCorrection: true)
            : null;

    private static string Line(string who, Item item) =>
        $"{who} booked {item.Entry.Reference} over {AmountText.Of(item.Amount)} on {item.Entry.Date:yyyy-MM-dd}";
}
