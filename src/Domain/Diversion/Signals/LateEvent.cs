using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Diversion.Signals;

/// <summary>
/// The goods stand where their next holder may sell, a little before the record of that movement (事件迟报): events are
/// written down late more often than goods travel ahead of them.
/// </summary>
internal sealed class LateEvent : ISignal
{
    public string Name => "late-event";

    public string Chinese => "事件迟报";

    public bool Weighed => true;

    public Finding? Look(in ScanFacts facts)
    {
        if (facts.Custody.Next is not { Dealer: { } dealer } next || facts.Position == Position.Inside
            || next.HappenedAt - facts.Scan.ScannedAt > TimeSpan.FromHours(facts.Rules.LateEventHours)
            || !facts.Fits(dealer))
        {
            return null;
        }

        var (area, at) = (facts.Scan.AreaCode, $"{next.HappenedAt:yyyy-MM-dd HH:mm zzz}");
        var with = next.Document is { } document
            ? new Told($" with document {document}", $"（单据 {document}）")
            : default;
        return new Finding(
            Verdict.Explained,
            Bearing.Against,
            new Told(
                $"The goods go to dealer {dealer}, who may sell in {area}, by a movement recorded at {at}"
                + $"{with.English}; it may have been recorded late.",
                $"货物随后流向可在 {area} 销售的经销商 {dealer}，该次流转记录于 {at}{with.Chinese}；可能是迟报。"));
    }
}
