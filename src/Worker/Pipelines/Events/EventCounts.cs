using System.Text.Json;
using DealerIntegration.Connectors.Epcis;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Pipelines.Events;

/// <summary>What became of the events of a file, or of a run's files (事件统计).</summary>
/// <param name="Rows">Rows of tables; elsewhere events.</param>
/// <param name="Scanned">Events that are scans on the market.</param>
/// <param name="NotCustody">Sound events that say nothing about whose the goods are.</param>
/// <param name="Rejected">Events that could not be taken.</param>
/// <param name="RejectedCodes">Single codes left out of events that were taken.</param>
/// <param name="Known">Of the taken ones, those that an earlier file held.</param>
/// <param name="Declarations">Of the taken ones, those that declare another wrong.</param>
/// <param name="Suspected">Pairs that are perhaps one event told twice.</param>
/// <param name="Ended">
/// Steps and scans that counted and no longer do: under the rules of today their events say something else, or nothing.
/// </param>
internal sealed record EventCounts(
    long Events, long Rows, long Traced, long Scanned, long NotCustody, long Rejected, long RejectedCodes, long Known,
    long Declarations, long Suspected, long Ended = 0)
{
    public static readonly EventCounts Nothing = new(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /// <summary>Rows of <c>ops.rejected_row</c>.</summary>
    public long Problems => Rejected + RejectedCodes;

    public static EventCounts Parse(string json) =>
        json == "{}" ? Nothing : JsonSerializer.Deserialize<EventCounts>(json, JsonSerializerOptions.Web)!;

    public EventCounts Add(
        IReadOnlyCollection<TakenEvent> events, IReadOnlyCollection<RegisteredEvent> registered, int suspected,
        int ended) => new(
        Events + events.Count,
        Rows + events.Sum(e => e.Lines),
        Traced + events.Count(e => e.Outcome == EventOutcome.Traced),
        Scanned + events.Count(e => e.Outcome == EventOutcome.Scanned),
        NotCustody + events.Count(e => e.Outcome == EventOutcome.NotCustody),
        Rejected + events.Where(e => e.Outcome == EventOutcome.Rejected).Sum(e => e.Rejected.Count),
        RejectedCodes + events.Where(e => e.Outcome != EventOutcome.Rejected).Sum(e => e.Rejected.Count),
        Known + events.Count(e => e.Outcome != EventOutcome.Rejected) - registered.Count(r => r.IsNew),
        Declarations + events.Count(e => e.DeclaresError && e.Outcome != EventOutcome.Rejected),
        Suspected + suspected,
        Ended + ended);

    public static EventCounts Sum(IEnumerable<EventCounts> parts) => parts.Aggregate(Nothing, (a, b) => new(
        a.Events + b.Events, a.Rows + b.Rows, a.Traced + b.Traced, a.Scanned + b.Scanned, a.NotCustody + b.NotCustody,
        a.Rejected + b.Rejected, a.RejectedCodes + b.RejectedCodes, a.Known + b.Known, a.Declarations + b.Declarations,
        a.Suspected + b.Suspected, a.Ended + b.Ended));

    public string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);
}
