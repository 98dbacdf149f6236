namespace DealerIntegration.Domain.Diversion.Signals;

/// <summary>One code read more often and on more devices than one piece of goods is (克隆码·多机多扫).</summary>
internal sealed class CloneSpread : ISignal
{
    public string Name => "clone-spread";

    public bool Weighed => true;

    public Finding? Look(in ScanFacts facts)
    {
        var (code, limits) = (facts.Code, facts.Rules.Clones);
        return code.Readings.Count <= limits.Scans || code.Devices <= limits.Devices
            ? null
            : new Finding(
                Verdict.Cloned,
                Bearing.Against,
                $"{code.Readings.Count} scans of this code on {code.Devices} devices; one piece of goods has at most "
                + $"{limits.Scans} scans or {limits.Devices} devices.");
    }
}
