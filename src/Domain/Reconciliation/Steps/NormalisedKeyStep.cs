namespace DealerIntegration.Domain.Reconciliation.Steps;

/// <summary>
/// Same document number once case, blanks, full-width characters, leading zeros and prefixes are set aside (单据号归一后一致).
/// Score 0.95: different numbers may fall together.
/// </summary>
internal sealed class NormalisedKeyStep : IMatchStep
{
    public void Run(string name, Workspace workspace) =>
        new KeyPairing(name, 0.95m, "same document number after normalising", workspace).Run(item => item.Key);
}
