using System.Globalization;
using System.Text.RegularExpressions;

namespace DealerIntegration.Connectors.Spreadsheets.Reading;

/// <summary>
/// Dates written as text, year first (2026-10-5, 2026/10/5, 2026.10.5, 2026年10月5日, 20261005) or with the month as a
/// word (5 Oct 2026). 05/10/2026 may be May or October and is not read at all.
/// </summary>
internal static partial class DateText
{
    private static readonly string[] Formats =
    [
        "yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyy年M月d日", "yyyy年M月d", "yyyyMMdd",
        "d MMM yyyy", "d-MMM-yyyy", "MMM d, yyyy", "d MMMM yyyy", "MMMM d, yyyy",
    ];

    private const string Usual = "yyyy-MM-dd";

    private static readonly DateOnly Earliest = new(1990, 1, 1);
    private static readonly DateOnly Latest = new(2099, 12, 31);

    public static bool TryParse(string text, out DateOnly date)
    {
        // Nearly every date is written so.
        if (DateOnly.TryParseExact(text, Usual, CultureInfo.InvariantCulture, DateTimeStyles.None, out date))
        {
            return IsPlausible(date);
        }

        var t = TimeOfDay().Replace(CellText.Fold(text), "").Trim();
        return DateOnly.TryParseExact(
                t.Replace(" 年 ", "年", StringComparison.Ordinal),
                Formats, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out date)
            && IsPlausible(date);
    }

    /// <summary>
    /// A number in a date column: 20261005, or Excel's day number where the cell lost its date format.
    /// </summary>
    public static bool TryParse(decimal number, out DateOnly date)
    {
        date = default;
        if (number >= 19_000_000)
        {
            return number == decimal.Truncate(number) && TryParse(number.ToString("0"), out date);
        }

        if (number is < 32_874 or > 73_050)
        {
            return false;
        }

        date = DateOnly.FromDateTime(DateTime.FromOADate((double)decimal.Truncate(number)));
        return true;
    }

    private static bool IsPlausible(DateOnly date) => date >= Earliest && date <= Latest;

    [GeneratedRegex(@"[T ]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\z")]
    private static partial Regex TimeOfDay();
}
