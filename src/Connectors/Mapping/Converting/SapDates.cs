using System.Globalization;

namespace DealerIntegration.Connectors.Mapping.Converting;

/// <summary>
/// The dates of OData V2 JSON: <c>/Date(ms)/</c> is midnight UTC and means that day wherever it is read;
/// <c>/Date(ms+0000)/</c> is an instant. Newer services and gateways write the same in ISO form.
/// </summary>
internal static class SapDates
{
    private const string Start = "/Date(";
    private const string End = ")/";
    private static readonly string[] Iso = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF"];
    private static readonly long Earliest = DateTimeOffset.MinValue.ToUnixTimeMilliseconds();
    private static readonly long Latest = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    public static Complaint? Date(string text, out object? value)
    {
        value = null;
        if (DateTime.TryParseExact(text, Iso, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && day.TimeOfDay == TimeSpan.Zero)
        {
            value = DateOnly.FromDateTime(day);
            return null;
        }

        // Some services write a day as an instant; midnight of UTC is then the day itself, any other hour is a guess.
        if (!TryRead(text, out var instant, out var offset)
            || (offset is not null && (!IsZero(offset) || instant.TimeOfDay != TimeSpan.Zero)))
        {
            return new(
                "not-a-sap-date",
                $"'{text}' is not a date of the form /Date(1793404800000)/.",
                "Check the mapped property.");
        }

        value = DateOnly.FromDateTime(instant.UtcDateTime);
        return null;
    }

    /// <summary>As SAP reads a day: its midnight in UTC.</summary>
    public static string Write(DateOnly date)
    {
        var midnight = new DateTimeOffset(date.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        return string.Create(CultureInfo.InvariantCulture, $"{Start}{midnight.ToUnixTimeMilliseconds()}{End}");
    }

    public static Complaint? Instant(string text, out object? value)
    {
        value = null;

        if (text.EndsWith('Z') && DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var zulu))
        {
            value = zulu;
            return null;
        }

        // Servers disagree on whether the milliseconds are local or UTC when the offset is not zero, and SAP always
        // sends zero: a guess could move a document into another month.
        if (!TryRead(text, out var instant, out var offset) || (offset is not null && !IsZero(offset)))
        {
            return new(
                "not-a-sap-instant",
                $"'{text}' is not an instant of the form /Date(1793404800000+0000)/.",
                "Check the mapped property; offsets other than +0000 are not read.");
        }

        value = instant;
        return null;
    }

    private static bool IsZero(string offset) => offset is "+0000" or "-0000";

    private static bool TryRead(string text, out DateTimeOffset instant, out string? offset)
    {
        instant = default;
        offset = null;
        if (!text.StartsWith(Start, StringComparison.Ordinal) || !text.EndsWith(End, StringComparison.Ordinal))
        {
            return false;
        }

        var inner = text[Start.Length..^End.Length];
        var sign = inner.Length > 1 ? inner.IndexOfAny(['+', '-'], 1) : -1;
        var number = sign < 0 ? inner : inner[..sign];
        if (!long.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var milliseconds)
            || milliseconds < Earliest || milliseconds > Latest)
        {
            return false;
        }

        offset = sign < 0 ? null : inner[sign..];
        instant = DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
        return true;
    }
}
