using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Diversion.Signals;

/// <summary>One code read more often and on more devices than one piece of goods is (克隆码·多机多扫).</summary>
internal sealed class CloneSpread : ISignal
{
    public string Name => "clone-spread";

    public string Chinese => "克隆码·多机多扫";

    public bool Weighed => true;

    public Finding? Look(in ScanFacts facts)
    {
        var (code, limits) = (facts.Code, facts.Rules.Clones);
        return code.Readings.Count <= limits.Scans || code.Devices <= limits.Devices
            ? null
            : new Finding(
                Verdict.Cloned,
                Bearing.Against,
                new Told(
                    $"{code.Readings.Count} scans of this code on {code.Devices} devices; one piece of goods has at "
                    + $"most {limits.Scans} scans or {limits.Devices} devices.",
                    $"该码在 {code.Devices} 台设备上被扫 {code.Readings.Count} 次；同一件货最多 {limits.Scans} 次扫码或 "
                    + $"{limits.Devices} 台设备。"));
    }
}
