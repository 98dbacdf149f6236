using DealerIntegration.Domain.Diversion.Territory;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Diversion.Signals;

/// <summary>
/// Just across a border where people shop on both sides (边界). Only pairs that the configuration names count, in both
/// directions.
/// </summary>
internal sealed class BorderTown : ISignal
{
    public string Name => "border-town";

    public string Chinese => "边界";

    public bool Weighed => true;

    public Finding? Look(in ScanFacts facts)
    {
        if (facts.Custody.Dealer is not { } dealer || facts.Position != Position.Outside)
        {
            return null;
        }

        foreach (var border in facts.Rules.Borders)
        {
            var own = OwnSide(border, facts.Scan.AreaCode);
            if (own is not null && Touches(facts, dealer, own))
            {
                return new Finding(
                    Verdict.Explained,
                    Bearing.Against,
                    new Told(
                        $"Area {facts.Scan.AreaCode} borders on {own} in the territory of dealer {dealer}.",
                        $"地区 {facts.Scan.AreaCode} 与经销商 {dealer} 授权区域内的 {own} 相邻。"));
            }
        }

        return null;
    }

    private static string? OwnSide(AreaBorder border, string scanned) =>
        AreaCode.Covers(border.Neighbour, scanned) ? border.Area
        : AreaCode.Covers(border.Area, scanned) ? border.Neighbour
        : null;

    // A territory of one county in the bordering city counts as well: in doubt for the dealer.
    private static bool Touches(in ScanFacts facts, string dealer, string area) =>
        facts.Territories.Ask(dealer, area, facts.Custody.ProductCode, facts.Day) is
            { MaySell: true } or { Standing: TerritoryStanding.Wider };
}
