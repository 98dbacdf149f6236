using DealerIntegration.Connectors.Contract;
using DealerIntegration.Domain.Diversion;
using DealerIntegration.Domain.Diversion.Codes;
using DealerIntegration.Domain.Diversion.Events;

namespace DealerIntegration.Connectors.Epcis;

/// <summary>Makes of an event what it is to the hub (事件转换), or says why it cannot.</summary>
/// <param name="receivedAt">When the file came, by the database's clock.</param>
internal sealed class EventTranslator(
    EventRules rules, CodeReader codes, ITraceKnowledge known, DateTimeOffset receivedAt)
{
    private const string Dataset = "trace-events";

    private const int MostRowsNamed = 20;

    private readonly StepReader _steps = new(rules);
    private readonly PlaceBook _book = new(rules, known);

    public TakenEvent Translate(EpcisRecord record)
    {
        var taken = new TakenEvent(record.Number, record.Lines, record.Place(), EventOutcome.Rejected);
        if (record.Event is not { } node)
        {
            return Refuse(taken, record, [new EventProblem(
                "unreadable-event", null, null, record.Defect!, "Correct the event at the sender and send it again.")]);
        }

        if (!EpcisNames.Events.Contains(node.Name))
        {
            return Refuse(taken, record, [new EventProblem(
                "unknown-event-type", "type", node.Name, $"'{node.Name}' is no kind of event.",
                $"Known are {string.Join(", ", EpcisNames.Events)}.")]);
        }

        var declaration = node.Find("errorDeclaration");
        taken = taken with
        {
            EventId = Gs1EventId.Of(node),
            ContentId = Gs1EventId.WithoutOffset(node),
            SenderId = node.Text("eventID"),
            DeclaresError = declaration is not null,
        };
        try
        {
            return Read(taken, record, node, declaration);
        }
        catch (EventRejection rejection)
        {
            return Refuse(taken, record, [rejection.Problem]);
        }
    }

    private TakenEvent Read(TakenEvent taken, EpcisRecord record, EpcisNode node, EpcisNode? declaration)
    {
        var (at, offset) = When(node);
        var use = record.Use ?? _steps.Of(node) ?? throw EventRejection.Of(
            "unknown-step", "bizStep", node.Text("bizStep"), $"Nobody has said what '{node.Text("bizStep")}' means.",
            $"Add the step to \"steps\" in {EventRules.FileName}, then let the file be read again.");
        var fields = new EventFields(node, rules);
        var reader = new EventCodes(codes, record);
        var parties = new EventParties(node, _book, fields);
        if (use.IsScan)
        {
            return new ScanBuilder(taken, record, fields, parties, reader).Build(use, at, Refuse);
        }

        if (use.Step is not { } step)
        {
            return taken with { Outcome = EventOutcome.NotCustody, Reason = use.Reason };
        }

        var what = CodesOf(node, step, reader);
        if (what.Codes.Count == 0 && (reader.Problems.Count > 0 || what.Reason is not null))
        {
            return reader.Problems.Count > 0
                ? Refuse(taken, record, reader.Problems)
                : taken with { Outcome = EventOutcome.NotCustody, Reason = what.Reason };
        }

        var moved = new StepBuilder(node, parties).Build(step);
        var traced = new TraceEvent(
            taken.EventId!, taken.DeclaresError, moved.Step, at, what.Parent, what.Codes, Product(fields, reader),
            moved.From, moved.To, fields.Document(), moved.Area, record.Place().ToString());
        return taken with
        {
            Outcome = EventOutcome.Traced,
            Trace = TraceDocuments.Of(traced, offset, CorrectedBy(declaration), record.Place()),
            Rejected = Rows(taken, record, reader.Problems),
        };
    }

    private (DateTimeOffset At, int Offset) When(EpcisNode node)
    {
        var text = node.Text("eventTime");
        var at = (text is null ? null : EventTime.Instant(text)) ?? throw EventRejection.Of(
            "not-an-instant", "eventTime", text, text is null ? "The event has no time."
                : $"'{text}' is no date and time with a zone.", "Write it as 2026-10-31T09:05:00+08:00.");
        var zone = node.Text("eventTimeZoneOffset");
        var offset = zone is null ? (int)at.Offset.TotalMinutes : EventTime.OffsetMinutes(zone)
            ?? throw EventRejection.Of(
                "bad-offset", "eventTimeZoneOffset", zone, $"'{zone}' is no time zone offset.", "Write it as +08:00.");
        return at <= receivedAt.AddMinutes(rules.FutureToleranceMinutes) ? (at, offset) : throw EventRejection.Of(
            "in-the-future", "eventTime", text,
            $"It happened after it was received ({receivedAt.ToUniversalTime():yyyy-MM-dd HH:mm:ss}Z).",
            "Have the sender's clock and zone set right, and the event sent again.");
    }

    private static (string? Parent, IReadOnlyList<string> Codes, string? Reason) CodesOf(
        EpcisNode node, TraceStep step, EventCodes reader)
    {
        var isPacking = step is TraceStep.Pack or TraceStep.Unpack;
        if (node.Name == "AggregationEvent" || isPacking)
        {
            var children = reader.List("childEPCs");
            if (!isPacking)
            {
                // A unit that moves takes along what is in it.
                return node.Text("parentID") is null ? (null, children, NoCode) : (null, [reader.Parent()], null);
            }

            var parent = reader.Parent();
            if (children.Contains(parent, StringComparer.Ordinal))
            {
                throw EventRejection.Of(
                    "packed-in-itself", "childEPCs", parent, "The unit is said to lie in itself.",
                    "Correct parent or children at the sender.");
            }

            var isWhole = step == TraceStep.Unpack && node.Find("childQuantityList") is not { Children.Count: > 0 };
            return (parent, children, isWhole ? null : NoCode);
        }

        return (null, reader.List("epcList"), NoCode);
    }

    private const string NoCode = "it names no single code";

    private string? Product(EventFields fields, EventCodes reader) =>
        (fields.Text(EventField.Product) ?? reader.Gtin) is { } product ? known.ProductOf(product) : null;

    private static string? CorrectedBy(EpcisNode? declaration)
    {
        var ids = declaration?.Members("correctiveEventIDs", "correctiveEventID")
            .Select(c => c.Value).Where(v => !string.IsNullOrEmpty(v)).ToList();
        return ids is { Count: > 0 } ? string.Join(' ', ids) : null;
    }

    private static TakenEvent Refuse(TakenEvent taken, EpcisRecord record, IReadOnlyList<EventProblem> problems) =>
        taken with { Outcome = EventOutcome.Rejected, Rejected = Rows(taken, record, problems) };

    public static IReadOnlyList<RejectedRow> Rows(
        TakenEvent taken, EpcisRecord record, IReadOnlyList<EventProblem> problems) =>
        [.. problems.Select(p =>
        {
            var place = record.Place(p.Path);
            return new RejectedRow(
                Dataset, taken.EventId, p.Line is { } line ? place with { Row = line } : place, p.Value, p.Code,
                p.Message + (p.Line is null ? OtherRows(record) : ""), p.Remedy);
        })];

    private static string OtherRows(EpcisRecord record) => record.CodeLines is not { Count: > 1 } lines
        ? ""
        : $" It concerns rows {string.Join(", ", lines.Take(MostRowsNamed))}"
            + (lines.Count > MostRowsNamed ? $" and {lines.Count - MostRowsNamed} more." : ".");
}
