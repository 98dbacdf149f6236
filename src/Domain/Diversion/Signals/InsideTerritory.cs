namespace DealerIntegration.Domain.Diversion.Signals;

/// <summary>Read where the dealer may sell (区域内).</summary>
internal sealed class InsideTerritory : ISignal
{
    public string Name => "inside-territory";

    // A fixed sentence: nearly every scan ends here, and code, dealer and area stand beside it in the verdict.
    public Finding? Look(in ScanFacts facts) => facts.Position != Position.Inside
        ? null
        : new Finding(Verdict.Clean, Bearing.Against, "The area belongs to the territory of the dealer.");
}
