using System.Globalization;
using System.Text.RegularExpressions;
using DealerIntegration.Connectors.Spreadsheets.Reading;

namespace DealerIntegration.Connectors.Spreadsheets.Uploads;

/// <summary>The time of day behind a date (时刻): 2026-10-05 14:33, 2026/10/5 9:05:07.</summary>
internal static partial class TimeOfDay
{
    /// <summary>What a day without a time stands for: by its end whatever happened on it has happened.</summary>
    public static readonly TimeOnly Last = new(23, 59, 59);

    /// <summary>Null: the text gives a day alone.</summary>
    public static TimeOnly? In(string text) =>
        Clock().Match(CellText.Fold(text)) is { Success: true } match
        && TimeOnly.TryParseExact(
            match.Groups[1].Value, ["H:m", "H:m:s", "H:m:s.FFFFFFF"], CultureInfo.InvariantCulture,
            DateTimeStyles.None, out var time)
            ? new TimeOnly(time.Hour, time.Minute, time.Second)
            : null;

    [GeneratedRegex(@"[T ](\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?)\z")]
    private static partial Regex Clock();
}
