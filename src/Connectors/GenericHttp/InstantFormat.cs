using System.Globalization;

namespace DealerIntegration.Connectors.GenericHttp;

/// <summary>
/// How a partner writes an instant: ISO in UTC, epoch seconds or milliseconds, or a pattern with a zone.
/// </summary>
internal sealed class InstantFormat
{
    public const string Iso = "iso";
    public const string EpochSeconds = "epochSeconds";
    public const string EpochMilliseconds = "epochMilliseconds";

    private readonly string _format;
    private readonly TimeZoneInfo _zone;

    private InstantFormat(string format, TimeZoneInfo zone) => (_format, _zone) = (format, zone);

    public bool IsNumber => _format is EpochSeconds or EpochMilliseconds;

    /// <summary>What is wrong with a format and its zone, in words; null when they can be used.</summary>
    public static string? Problem(string format, string? zone)
    {
        if (format is Iso or EpochSeconds or EpochMilliseconds)
        {
            return zone is null ? null : $"the format '{format}' takes no zone.";
        }

        if (zone is null || !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
        {
            return $"the pattern '{format}' needs a zone, such as Asia/Shanghai, and '{zone}' is none.";
        }

        var sample = new DateTime(2026, 12, 31, 23, 59, 58, DateTimeKind.Unspecified);
        try
        {
            // A pattern without year, month and day writes the same text for different days.
            return sample.ToString(format, CultureInfo.InvariantCulture)
                != sample.AddDays(-31).ToString(format, CultureInfo.InvariantCulture)
                ? null
                : $"the pattern '{format}' does not write the date; use iso, epochSeconds, epochMilliseconds or one "
                + "such as yyyy-MM-dd HH:mm:ss.";
        }
        catch (FormatException)
        {
            return $"'{format}' is no pattern of an instant; write it as yyyy-MM-dd HH:mm:ss.";
        }
    }

    /// <param name="zone">Of a pattern; has passed <see cref="Problem"/>.</param>
    public static InstantFormat Of(string format, string? zone) =>
        new(format, zone is null ? TimeZoneInfo.Utc : TimeZoneInfo.FindSystemTimeZoneById(zone));

    /// <param name="up">
    /// A format that leaves seconds or hours out names an earlier instant; the end of a window is raised instead, so
    /// that nothing before it is left out.
    /// </param>
    public string Write(DateTimeOffset instant, bool up = false)
    {
        var local = TimeZoneInfo.ConvertTime(instant, _zone);
        var over = local.Ticks % Unit.Ticks;
        var shown = up && over > 0 ? local.AddTicks(Unit.Ticks - over) : local;
        return _format switch
        {
            Iso => shown.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture),
            EpochSeconds => shown.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            EpochMilliseconds => shown.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
            _ => shown.ToString(_format, CultureInfo.InvariantCulture),
        };
    }

    private TimeSpan Unit => _format switch
    {
        Iso => TimeSpan.FromTicks(1),
        EpochSeconds => TimeSpan.FromSeconds(1),
        EpochMilliseconds => TimeSpan.FromMilliseconds(1),
        _ when _format.Contains("fff", StringComparison.Ordinal) => TimeSpan.FromMilliseconds(1),
        _ when _format.Contains('s', StringComparison.Ordinal) => TimeSpan.FromSeconds(1),
        _ when _format.Contains('m', StringComparison.Ordinal) => TimeSpan.FromMinutes(1),
        _ when _format.Contains('H', StringComparison.Ordinal) => TimeSpan.FromHours(1),
        _ => TimeSpan.FromDays(1),
    };
}
