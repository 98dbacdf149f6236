using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Reconciliation.Causes;

/// <summary>
/// One side booked the document in another currency (币种差异). Both lines are differences; the one that is not in the
/// currency of the books moves no balance.
/// </summary>
internal sealed class CurrencyCause : IBreakCause
{
    public BreakCause Cause => BreakCause.Currency;

    public Proof? Prove(OpenBreak open, CaseFile file)
    {
        var (ours, theirs) = open.Kind switch
        {
            BreakKind.MissingInOurs => (file.CurrencyTwins.Of(open.Theirs[0], BookSide.Theirs), open.Theirs[0]),
            BreakKind.MissingInTheirs => (open.Ours[0], file.CurrencyTwins.Of(open.Ours[0], BookSide.Ours)),
            _ => (null, null),
        };
        return ours is null || theirs is null
            ? null
            : new Proof(
                $"We booked {ours.Entry.Reference} over {Amount(ours)} on {ours.Entry.Date:yyyy-MM-dd}, the dealer "
                + $"booked it over {Amount(theirs)} on {theirs.Entry.Date:yyyy-MM-dd}.",
                [ours.Entry.Id, theirs.Entry.Id]);
    }

    private static string Amount(Item item) => $"{AmountText.Of(item.Amount)} {item.Entry.Currency}";
}
