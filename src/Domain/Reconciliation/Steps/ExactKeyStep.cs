namespace DealerIntegration.Domain.Reconciliation.Steps;

/// <summary>Same document number, character for character (单据号一致). Score 1.</summary>
internal sealed class ExactKeyStep : IMatchStep
{
    public void Run(string name, Workspace workspace) =>
        new KeyPairing(name, 1m, "same document number", workspace).Run(static item =>
            DocumentKey.IsPlaceholder(item.Entry.Reference) ? "" : item.Entry.Reference.Trim());
}
