using System.Globalization;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Diversion.Cases;

/// <summary>The days that a case gathers scans of (案件窗口): a calendar month or quarter.</summary>
public readonly record struct CaseDays(DateOnly First, DateOnly Last)
{
    private const int MonthsPerQuarter = 3;

    /// <exception cref="FormatException">
    /// It is neither a month such as 2026-10 nor a quarter such as 2026-Q4.
    /// </exception>
    public static CaseDays Parse(string text)
    {
        if (Period.TryParse(text, out var month))
        {
            return new CaseDays(month.Start, month.End);
        }

        if (text.Length == 7 && text[4] == '-' && text[5] == 'Q' && text[6] is >= '1' and <= '4'
            && int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            && year > 0)
        {
            var first = new DateOnly(year, ((text[6] - '1') * MonthsPerQuarter) + 1, 1);
            return new CaseDays(first, first.AddMonths(MonthsPerQuarter).AddDays(-1));
        }

        throw new FormatException($"'{text}' is no month such as 2026-10 and no quarter such as 2026-Q4.");
    }

    /// <summary>The day, or the nearest one within the window.</summary>
    public DateOnly Nearest(DateOnly day) => day < First ? First : day > Last ? Last : day;
}
