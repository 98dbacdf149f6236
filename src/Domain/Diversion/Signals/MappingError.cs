namespace DealerIntegration.Domain.Diversion.Signals;

/// <summary>
/// The area was written wrongly (区域映射错误): there is no such area, or the same shop stood in another city when it read
/// the same code.
/// </summary>
internal sealed class MappingError : ISignal
{
    public string Name => "mapping-error";

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
                Verdict.Explained, Bearing.Against, $"There is no area {scan.AreaCode} in the list of areas.");
        }

        foreach (var other in facts.Code.All)
        {
            if (scan.Place is not null && other.Place == scan.Place && AreaCode.IsValid(other.AreaCode)
                && AreaCode.Prefecture(other.AreaCode) != AreaCode.Prefecture(scan.AreaCode))
            {
                return new Finding(
                    Verdict.Explained,
                    Bearing.Against,
                    $"{scan.Place} names area {scan.AreaCode} here and {other.AreaCode} in event {other.EventId}: "
                    + "one of the two is wrong.");
            }
        }

        return null;
    }
}
