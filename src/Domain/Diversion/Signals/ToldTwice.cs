using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Diversion.Signals;

/// <summary>
/// One scan that came by two ways (重复上报), for example from the warehouse and in a file: the same code, at the same
/// instant, at one place or on one device. It is judged by the event that stands first and counts once; the other one
/// speaks against nobody.
/// </summary>
internal sealed class ToldTwice : ISignal
{
    public string Name => "told-twice";

    public string Chinese => "重复上报";

    public bool Weighed => true;

    public Finding? Look(in ScanFacts facts)
    {
        if (facts.Position != Position.Outside)
        {
            return null;
        }

        if (facts.Code.ToldBefore(facts.Scan) is { } first)
        {
            var oneDevice = Retelling.IsOneDevice(first, facts.Scan);
            return new Finding(
                Verdict.Explained,
                Bearing.Against,
                new Told(
                    $"Event {first.EventId} tells of the same scan, of this code at this instant "
                    + $"{(oneDevice ? $"on {first.Device}" : $"at {first.Place}")}: it is judged there and counts "
                    + "once.",
                    $"事件 {first.EventId} 报告的是同一次扫码（同一码、同一时刻、"
                    + $"{(oneDevice ? $"设备 {first.Device}" : $"地点 {first.Place}")}）：已在该事件判定，只计一次。"));
        }

        return facts.Code.ToldAgain(facts.Scan) is { } again
            ? new Finding(
                null,
                Bearing.Neutral,
                new Told(
                    $"Event {again.EventId} tells of this scan once more; together they count once.",
                    $"事件 {again.EventId} 又报告了这次扫码；合并只计一次。"))
            : null;
    }
}
