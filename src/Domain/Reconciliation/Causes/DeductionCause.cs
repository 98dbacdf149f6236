using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Reconciliation.Causes;

/// <summary>The dealer deducted a rebate, market expense or deposit that we granted and have not posted (抵扣).</summary>
internal sealed class DeductionCause : IBreakCause
{
    public BreakCause Cause => BreakCause.Deduction;

    public Proof? Prove(OpenBreak open, CaseFile file)
    {
        if (open.Kind != BreakKind.MissingInOurs
            || open.Amount >= 0m
            || open.Theirs[0].Lane == Lane.Payment
            || file.Claims.Take(open.Theirs[0]) is not var (claim, byNumber))
        {
            return null;
        }

        file.Booked.Note(open.Theirs[0], $"claim {claim.Document}");
        var entry = open.Theirs[0].Entry;
        var how = byNumber
            ? "and names it"
            : $"and says '{(string.IsNullOrWhiteSpace(entry.Text) ? entry.Reference : entry.Text)}'; no other claim "
                + "has this amount";
        return new Proof(
            $"{Kind(claim.Kind)} {claim.Document} of {claim.GrantedOn:yyyy-MM-dd} grants the dealer "
            + $"{AmountText.Of(claim.Amount)} and is not posted yet; the dealer deducted it on {entry.Date:yyyy-MM-dd} "
            + $"{how}.",
            [claim.Document, entry.Id],
            OurCorrection: true);
    }

    private static string Kind(ClaimKind kind) => kind switch
    {
        ClaimKind.MarketExpense => "Market expense",
        _ => kind.ToString(),
    };
}
