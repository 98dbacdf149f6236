using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Diversion.Signals;

/// <summary>
/// Two scans of one code too far apart for one piece of goods (克隆码·位移过快). Silent without positions. Which of the
/// goods is the copy cannot be told: whatever of the code is read outside counts against nobody.
/// </summary>
internal sealed class CloneTravel : ISignal
{
    public string Name => "clone-travel";

    public string Chinese => "克隆码·位移过快";

    public bool Weighed => true;

    public Finding? Look(in ScanFacts facts) =>
        facts.Code.ImpossibleTravel(facts.Scan) is { } text
            ? new Finding(Verdict.Cloned, Bearing.Against, text)
        : facts.Code.TravelsImpossibly && facts.Position == Position.Outside
            ? new Finding(
                Verdict.Cloned,
                Bearing.Against,
                new Told(
                    "Other scans of this code show that several goods carry it.", "该码的其他扫码表明有多件货带同一个码。"))
        : null;
}
