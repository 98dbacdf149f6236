using System.Globalization;

namespace DealerIntegration.Connectors.Mapping.Converting;

/// <summary>Business dates and instants in the usual written forms.</summary>
internal static class Dates
{
    // The time of day of a business date is what the source's clock said: it is dropped, never shifted by a zone.
    private static readonly string[] Stamps =
    [
        "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm:ss.FFFFFFF", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm:ss.FFFFFFF",
        "yyyy-MM-dd HH:mm",
    ];

    private static readonly string[] Instants =
    [
        "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ssK",
        "yyyy-MM-dd HH:mm:ss.FFFFFFFK", "yyyy-MM-ddTHH:mmK",
    ];

    public static Complaint? Date(string text, out object? value)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            value = date;
            return null;
        }

        if (DateTime.TryParseExact(text, Stamps, CultureInfo.InvariantCulture, DateTimeStyles.None, out var stamp))
        {
            value = DateOnly.FromDateTime(stamp);
            return null;
        }

        // With an offset the source says what its own clock showed. Zulu time is nobody's clock, save where the time
        // stands at zero because a date was meant.
        if (Instant(text, out value) is null
            && DateTimeOffset.Parse(text, CultureInfo.InvariantCulture) is var own
            && (!text.EndsWith('Z') || own.TimeOfDay == TimeSpan.Zero))
        {
            value = DateOnly.FromDateTime(own.DateTime);
            return null;
        }

        var isZulu = value is not null;
        value = null;
        return new(
            "not-a-date",
            isZulu ? $"'{text}' is UTC, where it may be another day than on the source's clock."
                : $"'{text}' is not a date.",
            isZulu ? "Name the source's zone in the mapping file: localDate:Asia/Shanghai."
                : "Write it as 2026-10-31 or 2026-10-31 17:05:00, or say in the mapping file how the source writes it: "
                + "date:dd.MM.yyyy.");
    }

    public static Complaint? Instant(string text, out object? value)
    {
        var hasZone = text.EndsWith('Z') || (text.Length > 16 && text.LastIndexOfAny(['+', '-']) >= 16);
        if (hasZone && DateTimeOffset.TryParseExact(
            text, Instants, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant))
        {
            value = instant.ToUniversalTime();
            return null;
        }

        value = null;
        return new(
            "not-an-instant",
            $"'{text}' is not a date and time with a zone.",
            "Write it as 2026-10-31T09:05:00Z, or name the source's zone with localInstant:<zone>.");
    }
}
