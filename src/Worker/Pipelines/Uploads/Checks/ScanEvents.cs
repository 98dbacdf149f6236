using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Domain.Canonical;
using DealerIntegration.Domain.Diversion.Events;

namespace DealerIntegration.Worker.Pipelines.Uploads.Checks;

/// <summary>
/// What of a dealer's scan list becomes an event of custody (扫码清单转追溯事件): of goods that everybody else's records have
/// with the dealer at that time, that it received them, or sold them. Neither brings goods to anybody, so the list
/// alone can neither accuse nor clear a dealer.
/// </summary>
internal static class ScanEvents
{
    private static readonly DatasetSpec Scans = TraceDatasets.DealerScans;
    private static readonly DatasetSpec Events = TraceDatasets.TraceEvents;

    public static IReadOnlyList<MappedDocument> Of(IReadOnlyList<MappedDocument> scans) =>
    [
        .. scans.Where(scan => Value(scan, "standing") is ScanStandings.Held).Select(Of),
    ];

    private static MappedDocument Of(MappedDocument scan)
    {
        var received = Value(scan, "direction") is "in";
        var dealer = Value(scan, "dealer_code");
        var values = new object?[Events.Fields.Count];
        values[Events.IndexOf("event_id")] = $"scan-list|{scan.Key}";
        values[Events.IndexOf("step")] = (received ? TraceStep.Receive : TraceStep.Sell).ToString().ToLowerInvariant();
        values[Events.IndexOf("happened_at")] = Value(scan, "scanned_at");
        values[Events.IndexOf("codes")] = Value(scan, "code");
        values[Events.IndexOf("from_dealer")] = received ? null : dealer;
        values[Events.IndexOf("to_dealer")] = received ? dealer : null;
        values[Events.IndexOf("document")] = Value(scan, "document_number");
        values[Events.IndexOf("origin")] = scan.Place.ToString();
        return new MappedDocument($"scan-list|{scan.Key}|", values, [], scan.Place);
    }

    private static object? Value(MappedDocument scan, string field) => scan.Values[Scans.IndexOf(field)];
}
