namespace DealerIntegration.Domain.Reconciliation.Causes;

/// <summary>A person gave the difference up, within the limit of the rules (已核销).</summary>
internal sealed class WrittenOffCause : IBreakCause
{
    public BreakCause Cause => BreakCause.WrittenOff;

    public Proof? Prove(OpenBreak open, CaseFile file) =>
        file.Workspace.WriteOffOf(open.Ours, open.Theirs) is { } decision
            ? new Proof(
                $"Written off to account {decision.Account} by {decision.DecidedBy} on {decision.DecidedOn:yyyy-MM-dd} "
                + $"(decision {decision.Number}): {decision.Reason}",
                [$"decision {decision.Number}"],
                OurCorrection: true)
            : null;
}
