using System.Globalization;
using DealerIntegration.Domain.Canonical;

namespace DealerIntegration.Connectors.Mapping.Converting;

/// <summary>Times that a partner writes on its own wall clock, with no zone: the mapping names the zone.</summary>
internal static class LocalInstants
{
    private static readonly string[] Forms =
    [
        "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm:ss.FFFFFFF", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm:ss.FFFFFFF",
        "yyyy-MM-dd HH:mm",
    ];

    public static Converter? For(string zoneName)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zoneName, out var zone))
        {
            return null;
        }

        return new Converter($"localInstant:{zoneName}", FieldType.Instant, Convert);

        Complaint? Convert(string text, out object? value)
        {
            value = null;
            if (!DateTime.TryParseExact(
                text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            {
                return new("not-a-local-time", $"'{text}' is not a time.", "Write it as 2026-10-31 17:05:00.");
            }

            if (zone.IsInvalidTime(local))
            {
                return new(
                    "no-such-local-time",
                    $"'{text}' does not exist in {zoneName}: the clocks were put forward over it.",
                    "Correct the partner's clock or the zone in the mapping file.");
            }

            // A time that the clock shows twice is taken as its first occurrence.
            var offset = zone.IsAmbiguousTime(local)
                ? zone.GetAmbiguousTimeOffsets(local).Max()
                : zone.GetUtcOffset(local);
            value = new DateTimeOffset(local, offset).ToUniversalTime();
            return null;
        }
    }
}
