using DealerIntegration.Domain.Diversion.Territory;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Diversion.Signals;

/// <summary>The area of the scan and the territory of a dealer cannot be compared (区域不明).</summary>
internal sealed class UnclearArea : ISignal
{
    public string Name => "unclear-area";

    public string Chinese => "区域不明";

    public bool Weighed => false;

    public Finding? Look(in ScanFacts facts)
    {
        if (facts.Position != Position.Unclear)
        {
            return null;
        }

        var area = facts.Scan.AreaCode;
        var text = facts.Custody.Dealer is not { } dealer
            ? new Told("No dealer answered for the goods at that time.", "当时没有经销商对货物负责。")
            : !AreaCode.IsValid(area) ? new(
                $"'{area}' is not a six-digit area code, so the place of the scan is unknown.",
                $"“{area}”不是六位行政区划代码，扫码地点不明。")
            : facts.Answer.Standing == TerritoryStanding.Wider ? new(
                $"Area {area} is wider than the territory of dealer {dealer}: the scan may be inside.",
                $"地区 {area} 大于经销商 {dealer} 的授权区域：扫码可能在区域内。")
            : new Told(
                $"No territory of dealer {dealer} is in force on {facts.Day:yyyy-MM-dd} for these goods.",
                $"经销商 {dealer} 在 {facts.Day:yyyy-MM-dd} 对这些商品没有有效的授权区域。");
        return new Finding(Verdict.Undecided, Bearing.Against, text);
    }
}
