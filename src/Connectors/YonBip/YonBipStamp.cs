using System.Globalization;

namespace DealerIntegration.Connectors.YonBip;

/// <summary>
/// Stamps as YonBIP writes them: the wall clock of the tenant's zone (租户时区), to the second, without an offset.
/// </summary>
internal sealed class YonBipStamp(TimeZoneInfo zone)
{
    private const string Form = "yyyy-MM-dd HH:mm:ss";

    private static readonly string[] Read = [Form, "yyyy-MM-dd HH:mm:ss.FFF", "yyyy-MM-ddTHH:mm:ss.FFF"];

    /// <summary>The begin of a window. Where the clocks are put back, a clock time is two instants: it begins early.</summary>
    public string Begin(DateTimeOffset instant) => Write(instant, TimeSpan.FromHours(-1));

    /// <summary>The end of a window, never before it: a fraction of a second counts as a whole one.</summary>
    public string End(DateTimeOffset instant)
    {
        var over = instant.Ticks % TimeSpan.TicksPerSecond;
        return Write(over > 0 ? instant.AddTicks(TimeSpan.TicksPerSecond - over) : instant, TimeSpan.FromHours(1));
    }

    public DateOnly DateOf(DateTimeOffset instant) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);

    /// <summary>Stamps are compared as their clock shows them.</summary>
    /// <param name="stamp">As a record holds it.</param>
    /// <param name="from">As <see cref="Begin"/> wrote it; inclusive, as is <paramref name="to"/>.</param>
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
