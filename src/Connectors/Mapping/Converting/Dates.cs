using System.Globalization;

namespace DealerIntegration.Connectors.Mapping.Converting;

/// <summary>Business dates and instants in the usual written forms.</summary>
internal static class Dates
{
    // The time of day of a business date is what the source's clock said: it is dropped, never shifted by a zone.
    private static readonly string[] Stamps = ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-dd HH:mm"];

    private static readonly string[] Instants =
    [
        "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ssK",
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

        value = null;
        return new("not-a-date", $"'{text}' is not a date.", "Write it as 2026-10-31 or 2026-10-31 17:05:00.");
    }

    public static Complaint? Instant(string text, out object? value)
    {
        var hasZone = text.EndsWith('Z') || (text.Length > 19 && text.LastIndexOfAny(['+', '-']) >= 19);
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
