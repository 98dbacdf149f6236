using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Diversion.Signals;

/// <summary>Tells when the owner was found through a carton or pallet (箱垛关联) and not by the code itself.</summary>
internal sealed class PackingChain : ISignal
{
    public string Name => "packing-chain";

    public string Chinese => "箱垛关联";

    public bool Weighed => false;

    public Finding? Look(in ScanFacts facts)
    {
        // Nothing hangs on it for a clean scan.
        if (facts.Custody.Unit is not { } unit || facts.Position == Position.Inside)
        {
            return null;
        }

        var (code, document) = (facts.Scan.Code, facts.Custody.Document ?? "–");
        return new Finding(
            null,
            Bearing.Neutral,
            new Told(
                $"Code {code} was packed in {unit}, which moved with document {document}.",
                $"码 {code} 装在 {unit} 中，随单据 {document} 流转。"));
    }
}
