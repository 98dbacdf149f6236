namespace DealerIntegration.Domain.Diversion;

/// <summary>A position on the earth (经纬度), in degrees.</summary>
public readonly record struct GeoPoint(decimal Latitude, decimal Longitude)
{
    /// <summary>
    /// The position a scan carries; null when there is none that can be true. Devices that do not know where they are
    /// send zero and zero, a point in the sea.
    /// </summary>
    public static GeoPoint? Of(Scan scan) =>
        scan is { Latitude: >= -90m and <= 90m and var latitude, Longitude: >= -180m and <= 180m and var longitude }
        && (latitude != 0m || longitude != 0m)
            ? new GeoPoint(latitude, longitude)
            : null;
}
