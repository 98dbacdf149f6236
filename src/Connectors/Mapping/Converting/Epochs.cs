using System.Globalization;

namespace DealerIntegration.Connectors.Mapping.Converting;

/// <summary>Instants that are counted since 1970, as text that says the same in ISO form.</summary>
internal static class Epochs
{
    private static readonly long Earliest =
        new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    private static readonly long Latest =
        new DateTimeOffset(2200, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    /// <summary>An instant as text from the seconds since 1970.</summary>
    public static Complaint? Seconds(string text, out object? value) => Epoch(text, 1_000, out value);

    /// <summary>An instant as text from the milliseconds since 1970.</summary>
    public static Complaint? Milliseconds(string text, out object? value) => Epoch(text, 1, out value);

    private static Complaint? Epoch(string text, long unit, out object? value)
    {
        // Zero is how such systems write "never"; a number of the other unit is a date far away.
        value = null;
        var isNumber = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        if (text == "0")
        {
            return null;
        }

        if (!isNumber || number > Latest / unit || number < Earliest / unit)
        {
            return new(
                "not-an-epoch",
                $"'{text}' is not the {(unit == 1 ? "milli" : "")}seconds since 1970 of any day from 1980 to 2200.",
                "Check the field; epochSeconds and epochMilliseconds are two converters.");
        }

        value = DateTimeOffset.FromUnixTimeMilliseconds(number * unit)
            .ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture);
        return null;
    }
}
