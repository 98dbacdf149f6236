using DealerIntegration.Domain.Diversion.Territory;

namespace DealerIntegration.Domain.Diversion.Signals;

/// <summary>The area of the scan and the territory of a dealer cannot be compared (区域不明).</summary>
internal sealed class UnclearArea : ISignal
{
    public string Name => "unclear-area";

    public bool Weighed => false;

    public Finding? Look(in ScanFacts facts)
    {
        if (facts.Position != Position.Unclear)
        {
            return null;
        }

        var area = facts.Scan.AreaCode;
        var text = facts.Custody.Dealer is not { } dealer ? "No dealer answered for the goods at that time."
            : !AreaCode.IsValid(area)
                ? $"'{area}' is not a six-digit area code, so the place of the scan is unknown."
            : facts.Answer.Standing == TerritoryStanding.Wider
                ? $"Area {area} is wider than the territory of dealer {dealer}: the scan may be inside."
                : $"No territory of dealer {dealer} is in force on {facts.Day:yyyy-MM-dd} for these goods.";
        return new Finding(Verdict.Undecided, Bearing.Against, text);
    }
}
