namespace DealerIntegration.Domain.Diversion;

/// <summary>Who held the scanner: our market inspector (稽查), a shop (终端) or a buyer (消费者).</summary>
public enum ScanActor
{
    Inspector,
    Outlet,
    Consumer,
}

/// <summary>A code read on the market (扫码记录). <paramref name="AreaCode"/> is a six-digit administrative code.</summary>
/// <param name="EventId">Natural key: the same event delivered twice is one scan.</param>
/// <param name="Latitude">Degrees, north is positive; null when the scanner sent no position.</param>
/// <param name="Longitude">Degrees, east is positive; given with the latitude or not at all.</param>
public sealed record Scan(
    string EventId,
    string Code,
    DateTimeOffset ScannedAt,
    string AreaCode,
    ScanActor Actor,
    string? Place,
    string? Device,
    decimal? Latitude = null,
    decimal? Longitude = null);
