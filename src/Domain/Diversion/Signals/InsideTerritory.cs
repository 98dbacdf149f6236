using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Diversion.Signals;

/// <summary>Read where the dealer may sell (区域内).</summary>
internal sealed class InsideTerritory : ISignal
{
    public const string SignalName = "inside-territory";

    // A fixed sentence: nearly every scan ends here, and code, dealer and area stand beside it in the verdict.
    public static readonly Told Text = new(
        "The area belongs to the territory of the dealer.", "该地区属于经销商的授权区域。");

    public string Name => SignalName;

    public string Chinese => "区域内";

    public bool Weighed => true;

    public Finding? Look(in ScanFacts facts) => facts.Position != Position.Inside
        ? null
        : new Finding(Verdict.Clean, Bearing.Against, Text);
}
