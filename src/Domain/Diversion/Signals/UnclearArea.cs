namespace DealerIntegration.Domain.Diversion.Signals;

/// <summary>The area of the scan and the territory of the dealer cannot be compared (区域不明).</summary>
internal sealed class UnclearArea : ISignal
{
    public string Name => "unclear-area";

    public Finding? Look(in ScanFacts facts)
    {
        if (facts.Position != Position.Unclear)
        {
            return null;
        }

        var area = facts.Scan.AreaCode;
        var dealer = facts.Custody.Dealer;
        var text = dealer is null
            ? "No dealer answered for the goods at that time."
            : !AreaCode.IsValid(area)
            ? $"'{area}' is not a six-digit area code, so the place of the scan is unknown."
            : facts.Territories.AreasOf(dealer).Count == 0
                ? $"No territory is recorded for dealer {dealer}."
                : $"Area {area} is wider than the territory of dealer {dealer}: the scan may be inside.";
        return new Finding(Verdict.Undecided, Bearing.Against, text);
    }
}
