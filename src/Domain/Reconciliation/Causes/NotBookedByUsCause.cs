namespace DealerIntegration.Domain.Reconciliation.Causes;

/// <summary>
/// A payment in the dealer's book that names a bank reference we do not know (我方未入账). It proves something only where
/// the rules accept a named payment.
/// </summary>
internal sealed class NotBookedByUsCause : IBreakCause
{
    public BreakCause Cause => BreakCause.NotBookedByUs;

    public Proof? Prove(OpenBreak open, CaseFile file)
    {
        if (open.Kind != BreakKind.MissingInOurs || !file.Workspace.Rules.AcceptNamedPayment)
        {
            return null;
        }

        var item = open.Theirs[0];
        return item.Lane == Lane.Payment && item.Key.Length > 0 && !file.Workspace.OurKeys.Contains(item.Key)
            ? new Proof(
                $"The dealer names bank reference {item.Entry.Reference} of {item.Entry.Date:yyyy-MM-dd}; neither "
                + "this month nor the months beside it hold it on our side.",
                [item.Entry.Reference],
                OurCorrection: true)
            : null;
    }
}
