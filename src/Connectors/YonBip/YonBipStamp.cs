using System.Globalization;

namespace DealerIntegration.Connectors.YonBip;

/// <summary>
/// Stamps as YonBIP writes them: the wall clock of the tenant's zone (租户时区), to the second, without an offset.
/// </summary>
internal sealed class YonBipStamp(TimeZoneInfo zone)
{
    private const string Form = "yyyy-MM-dd HH:mm:ss";

    private static readonly string[] Read = [Form, "yyyy-MM-dd HH:mm:ss.FFF", "yyyy-MM-ddTHH:mm:ss.FFF"];

    /// <summary>
    /// The first second of a window. Where the clocks are put back, a clock time is two instants: it begins early.
    /// </summary>
    public string First(DateTimeOffset from) => Write(from, TimeSpan.FromHours(-1));

    /// <summary>The last second of a window: a record of the very instant of its end belongs to the next.</summary>
    public string Last(DateTimeOffset to) => Write(to.AddTicks(-1), TimeSpan.FromHours(1));

    public DateOnly DateOf(DateTimeOffset instant) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);

    /// <summary>Stamps are compared as their clock shows them.</summary>
    /// <param name="stamp">As a record holds it.</param>
    /// <param name="from">As <see cref="First"/> wrote it; inclusive, as is <paramref name="to"/>.</param>
    /// <returns>Null where the text is no stamp.</returns>
    public static bool? IsWithin(string? stamp, string? from, string? to) => Parse(stamp) is { } at
        ? (Parse(from) is not { } begin || at >= begin) && (Parse(to) is not { } end || at < end.AddSeconds(1))
        : null;

    private string Write(DateTimeOffset instant, TimeSpan wide)
    {
        var local = TimeZoneInfo.ConvertTime(instant, zone);
        return (zone.IsAmbiguousTime(local) ? local + wide : local).ToString(Form, CultureInfo.InvariantCulture);
    }

    private static DateTime? Parse(string? text) => DateTime.TryParseExact(
        text, Read, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) ? at : null;
}
