namespace DealerIntegration.Domain.Diversion.Signals;

/// <summary>Tells when the owner was found through a carton or pallet (箱垛关联) and not by the code itself.</summary>
internal sealed class PackingChain : ISignal
{
    public string Name => "packing-chain";

    public bool Weighed => false;

    public Finding? Look(in ScanFacts facts)
    {
        // Nothing hangs on it for a clean scan.
        if (facts.Custody.Unit is not { } unit || facts.Position == Position.Inside)
        {
            return null;
        }

        return new Finding(
            null,
            Bearing.Neutral,
            $"Code {facts.Scan.Code} was packed in {unit}, which moved with document {facts.Custody.Document}.");
    }
}
