namespace DealerIntegration.Domain.Diversion.Signals;

/// <summary>A code that neither itself nor through its packing was ever shipped (假码).</summary>
internal sealed class Ghost : ISignal
{
    public string Name => "ghost";

    public Finding? Look(in ScanFacts facts) => facts.Custody.State != Custody.CustodyState.Unknown
        ? null
        : new Finding(
            Verdict.Undecided,
            Bearing.Neutral,
            $"No shipment is known for code {facts.Scan.Code} or for a unit it was packed in, so no dealer owns it.");
}
