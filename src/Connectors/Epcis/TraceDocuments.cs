using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Domain.Canonical;
using DealerIntegration.Domain.Diversion;
using DealerIntegration.Domain.Diversion.Events;

namespace DealerIntegration.Connectors.Epcis;

/// <summary>Puts events and scans into the fields of their datasets.</summary>
internal static class TraceDocuments
{
    private const string Error = "error";

    public static MappedDocument Of(TraceEvent traced, int offsetMinutes, string? correctedBy, Place place) => Document(
        TraceDatasets.TraceEvents,
        [
            traced.EventId, Declaration(traced.DeclaresError), traced.Step.ToString().ToLowerInvariant(),
            traced.HappenedAt.ToUniversalTime(), (long)offsetMinutes, traced.ParentCode,
            traced.Codes.Count == 0 ? null : string.Join(' ', traced.Codes), traced.ProductCode, traced.FromDealer,
            traced.ToDealer, traced.Document, traced.AreaCode, correctedBy, traced.Origin,
        ],
        place);

    public static MappedDocument Of(MarketScan scan, Place place) => Document(
        TraceDatasets.Scans,
        [
            scan.EventId, scan.Code.Code, Declaration(scan.DeclaresError), scan.At.ToUniversalTime(), scan.Area,
            scan.Actor.ToString().ToLowerInvariant(), scan.Place, scan.Device, scan.Coordinates?.Latitude,
            scan.Coordinates?.Longitude, place.ToString(), scan.Code.AsRead,
        ],
        place);

    private static string? Declaration(bool declaresError) => declaresError ? Error : null;

    private static MappedDocument Document(DatasetSpec spec, object?[] values, Place place) =>
        new(DocumentKey.Of(spec, values)!, values, [], place);
}

/// <summary>A code read where goods are sold, as an event tells it (市场扫码).</summary>
internal sealed record MarketScan(
    string EventId,
    bool DeclaresError,
    ReadCode Code,
    DateTimeOffset At,
    string Area,
    ScanActor Actor,
    string? Place,
    string? Device,
    (decimal Latitude, decimal Longitude)? Coordinates);
