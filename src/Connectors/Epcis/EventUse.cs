using DealerIntegration.Domain.Diversion;
using DealerIntegration.Domain.Diversion.Events;

namespace DealerIntegration.Connectors.Epcis;

/// <summary>What an event is to the hub (事件用途): a step of custody, a scan on the market, or neither.</summary>
/// <param name="Actor">Who scanned, where the event's own word says so.</param>
/// <param name="Reason">Why it is neither.</param>
internal sealed record EventUse(TraceStep? Step, bool IsScan, ScanActor? Actor, string? Reason)
{
    private static readonly Dictionary<string, EventUse> ByWord = new(StringComparer.OrdinalIgnoreCase)
    {
        ["commission"] = Of(TraceStep.Commission),
        ["pack"] = Of(TraceStep.Pack),
        ["unpack"] = Of(TraceStep.Unpack),
        ["ship"] = Of(TraceStep.Ship),
        ["receive"] = Of(TraceStep.Receive),
        ["return"] = Of(TraceStep.Return),
        ["transfer"] = Of(TraceStep.Transfer),
        ["sell"] = Of(TraceStep.Sell),
        ["destroy"] = Of(TraceStep.Destroy),
        ["scan"] = Scanned(null),
        ["inspector-scan"] = Scanned(ScanActor.Inspector),
        ["outlet-scan"] = Scanned(ScanActor.Outlet),
        ["consumer-scan"] = Scanned(ScanActor.Consumer),
        ["none"] = None("its step is configured as one that moves nothing"),
    };

    /// <summary>The words under which a configuration names a use.</summary>
    public static IEnumerable<string> Words => ByWord.Keys;

    public static EventUse Of(TraceStep step) => new(step, false, null, null);

    public static EventUse Scanned(ScanActor? actor) => new(null, true, actor, null);

    public static EventUse None(string reason) => new(null, false, null, reason);

    public static EventUse? OfWord(string word) => ByWord.GetValueOrDefault(word);
}
