using System.Globalization;

namespace DealerIntegration.Connectors.Epcis;

/// <summary>Instants and offsets of events (事件时间).</summary>
internal static class EventTime
{
    private const int WidestOffset = 14 * 60;

    private static readonly string[] Local =
    [
        "yyyy-M-d H:m:s", "yyyy-M-d H:m", "yyyy-M-dTH:m:s", "yyyy-M-d H:m:s.FFFFFFF", "yyyy-M-dTH:m:s.FFFFFFF",
        "yyyyMMddHHmmss",
    ];

    /// <summary>An instant with its zone; null when it is none. What is finer than 100 ns is cut off.</summary>
    public static DateTimeOffset? Instant(string text)
    {
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var zone = text.LastIndexOfAny(['Z', '+', '-']);
        if (zone < 19 || (point >= 0 && point > zone))
        {
            return null;
        }

        var fraction = point < 0 ? "" : text[(point + 1)..zone];
        var cut = point < 0 || fraction.Length <= 7 ? text : text[..(point + 8)] + text[zone..];
        return DateTimeOffset.TryParseExact(
            cut, "yyyy-MM-ddTHH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant)
            ? instant
            : null;
    }

    /// <summary>A time on a wall clock, as tables hold it.</summary>
    public static DateTime? WallClock(string text) => DateTime.TryParseExact(
        text.Replace('/', '-'), Local, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
        ? time
        : null;

    /// <summary>Minutes of an offset such as <c>+08:00</c> or <c>Z</c>; null when it is none.</summary>
    public static int? OffsetMinutes(string text)
    {
        if (text is "Z")
        {
            return 0;
        }

        if (text.Length != 6 || text[0] is not ('+' or '-') || text[3] != ':'
            || !int.TryParse(text.AsSpan(1, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var hours)
            || !int.TryParse(text.AsSpan(4, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var minutes)
            || minutes > 59
            || (hours * 60) + minutes > WidestOffset)
        {
            return null;
        }

        var total = (hours * 60) + minutes;
        return text[0] == '-' ? -total : total;
    }

    public static string OffsetText(TimeSpan offset) =>
        $"{(offset < TimeSpan.Zero ? '-' : '+')}{offset.Duration():hh\\:mm}";
}
