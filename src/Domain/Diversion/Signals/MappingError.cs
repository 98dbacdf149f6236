using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Diversion.Signals;

/// <summary>
/// The area was written wrongly (区域映射错误): there is no such area, or the same shop stood in another city when it read
/// the same code.
/// </summary>
internal sealed class MappingError : ISignal
{
    public string Name => "mapping-error";

    public string Chinese => "区域映射错误";

    public bool Weighed => true;

    public Finding? Look(in ScanFacts facts)
    {
        if (facts.Position != Position.Outside)
        {
            return null;
        }

        var scan = facts.Scan;
        if (facts.Territories.Areas is { } areas && !areas.Knows(scan.AreaCode))
        {
            return new Finding(
                Verdict.Explained,
                Bearing.Against,
                new Told(
                    $"There is no area {scan.AreaCode} in the list of areas.", $"行政区划表中没有地区 {scan.AreaCode}。"));
        }

        foreach (var other in facts.Code.All)
        {
            if (scan.Place is not null && other.Place == scan.Place && AreaCode.IsValid(other.AreaCode)
                && AreaCode.Prefecture(other.AreaCode) != AreaCode.Prefecture(scan.AreaCode))
            {
                return new Finding(
                    Verdict.Explained,
                    Bearing.Against,
                    new Told(
                        $"{scan.Place} names area {scan.AreaCode} here and {other.AreaCode} in event {other.EventId}: "
                        + "one of the two is wrong.",
                        $"{scan.Place} 此处报的地区是 {scan.AreaCode}，在事件 {other.EventId} 中是 {other.AreaCode}：两者必有一错。"));
            }
        }

        return null;
    }
}
