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
public sealed record Scan(
    string EventId,
    string Code,
    DateTimeOffset ScannedAt,
    string AreaCode,
    ScanActor Actor,
    string? Place,
    string? Device);
