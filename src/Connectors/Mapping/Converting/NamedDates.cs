using System.Globalization;
using DealerIntegration.Domain.Canonical;

namespace DealerIntegration.Connectors.Mapping.Converting;

/// <summary>Business dates of which the mapping says more than their text: its form, or whose clock counts.</summary>
internal static class NamedDates
{
    /// <summary>A date in the form that the mapping names, such as <c>yyyyMMdd</c> or <c>dd/MM/yyyy HH:mm</c>.
    /// </summary>
    public static Converter? As(string pattern)
    {
        if (!KeepsDates(pattern))
        {
            return null;
        }

        return new Converter($"date:{pattern}", FieldType.Date, Convert);

        Complaint? Convert(string text, out object? value)
        {
            value = TryRead(text, pattern, out var stamp) ? DateOnly.FromDateTime(stamp) : null;
            return value is null
                ? new("not-a-date", $"'{text}' is not a date of the form {pattern}.", "Correct it at the source.")
                : null;
        }
    }

    /// <summary>The day that the clock of a zone shows at an instant.</summary>
    public static Converter? In(string zoneName)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zoneName, out var zone))
        {
            return null;
        }

        return new Converter($"localDate:{zoneName}", FieldType.Date, Convert);

        Complaint? Convert(string text, out object? value)
        {
            if (Dates.Instant(text, out value) is { } complaint)
            {
                return complaint;
            }

            value = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime((DateTimeOffset)value!, zone).DateTime);
            return null;
        }
    }

    // Year, month and day stand in the pattern where a date comes through it unchanged, one of no year that a parser
    // would fill in.
    private static bool KeepsDates(string pattern)
    {
        var sample = new DateTime(1997, 12, 31, 23, 59, 58, DateTimeKind.Unspecified);
        try
        {
            return TryRead(sample.ToString(pattern, CultureInfo.InvariantCulture), pattern, out var read)
                && read.Date == sample.Date;
        }
        catch (FormatException)
        {
            // The framework tells a pattern that is none by throwing only.
            return false;
        }
    }

    private static bool TryRead(string text, string pattern, out DateTime stamp) => DateTime.TryParseExact(
        text, pattern, CultureInfo.InvariantCulture, DateTimeStyles.None, out stamp);
}
