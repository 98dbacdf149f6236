using DealerIntegration.Domain.Diversion;

namespace DealerIntegration.Connectors.Epcis;

/// <summary>Makes scans of an event at which codes were read where goods are sold (扫码记录).</summary>
internal sealed class ScanBuilder(
    TakenEvent taken, EpcisRecord record, EventFields fields, EventParties parties, EventCodes reader)
{
    public TakenEvent Build(
        EventUse use, DateTimeOffset at, Func<TakenEvent, EpcisRecord, IReadOnlyList<EventProblem>, TakenEvent> refuse)
    {
        var place = parties.Place;
        var actor = use.Actor ?? fields.Actor() ?? place?.Place.Actor;
        var isInspection = record.Event!.Text("bizStep") is { } step
            && Vocabulary.Word("bizStep", step) == "inspecting";
        if (actor is null && record.Use is not null)
        {
            throw EventRejection.Of(
                "no-actor", "actor", null, "The row does not say who scanned.",
                "Write inspector (稽查), outlet (终端) or consumer (消费者): they weigh differently.");
        }

        if (actor is null && (place is { IsPrincipal: true } || !isInspection))
        {
            return taken with
            {
                Outcome = EventOutcome.NotCustody,
                Reason = "codes were read, and not on the market: its place has no actor",
            };
        }

        var area = parties.Area(place) ?? throw EventParties.UnknownPlace("readPoint", parties.PlaceId ?? "(none)");
        var coordinates = fields.Coordinates();
        var codes = reader.Read(record.Event.Find("epcList") is null ? "childEPCs" : "epcList");
        if (codes.Count == 0)
        {
            return reader.Problems.Count > 0
                ? refuse(taken, record, reader.Problems)
                : taken with { Outcome = EventOutcome.NotCustody, Reason = "it names no single code" };
        }

        var where = fields.Text(EventField.Place) ?? place?.Place.Name ?? parties.PlaceId;
        var scans = codes.Select(code => new MarketScan(
            taken.EventId!, taken.DeclaresError, code, at, area, actor ?? ScanActor.Inspector, where, Device(),
            coordinates));
        return taken with
        {
            Outcome = EventOutcome.Scanned,
            Scans = [.. scans.Select(s => TraceDocuments.Of(s, record.Place()))],
            Rejected = EventTranslator.Rows(taken, record, reader.Problems),
        };
    }

    private string? Device() => fields.Text(EventField.Device)
        ?? record.Event!.Members("sensorElementList", "sensorElement")
            .Select(e => e.Find("sensorMetadata")?.Text("deviceID"))
            .FirstOrDefault(d => d is not null);
}
