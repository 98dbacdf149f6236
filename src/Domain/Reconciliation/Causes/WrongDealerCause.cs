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
        BreakKind.MissingInOurs when file.OtherAccounts.Take(open.Theirs[0], BookSide.Ours) is { } found => new Proof(
            $"{Line("The dealer", open.Theirs[0])}; we booked {found.Reference} over {AmountText.Of(found.Amount)} on "
            + $"dealer {found.DealerCode} on {found.Date:yyyy-MM-dd}{Owner(found, file)}.",
            [found.Reference, open.Theirs[0].Entry.Id],
            OurCorrection: !file.OtherAccounts.IsInBothBooks(found)),
        BreakKind.MissingInTheirs when file.OtherAccounts.Take(open.Ours[0], BookSide.Theirs) is { } found => new Proof(
            $"{Line("We", open.Ours[0])}; dealer {found.DealerCode} has {found.Reference} over "
            + $"{AmountText.Of(found.Amount)} in its ledger on {found.Date:yyyy-MM-dd}.",
            [open.Ours[0].Entry.Id, found.Reference],
            OurCorrection: true),
        _ => null,
    };

    private static string Line(string who, Item item) =>
        $"{who} booked {item.Entry.Reference} over {AmountText.Of(item.Amount)} on {item.Entry.Date:yyyy-MM-dd}";

    private static string Owner(ForeignDocument found, CaseFile file) =>
        file.OtherAccounts.IsInBothBooks(found) ? ", which has it in its ledger too" : "";
}
