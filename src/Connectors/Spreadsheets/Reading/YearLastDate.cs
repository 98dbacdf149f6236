using System.Text.RegularExpressions;

namespace DealerIntegration.Connectors.Spreadsheets.Reading;

/// <summary>Which of the two numbers in front of the year is the day (日月顺序).</summary>
public enum DateOrder
{
    DayFirst,
    MonthFirst,
}

/// <summary>
/// Dates written with the year last (03/04/2026): one of them may be two days. Read only where the order is known from
/// elsewhere.
/// </summary>
internal static partial class YearLastDate
{
    /// <summary>A date, or one that only lacks the order of day and month.</summary>
    public static bool MayBeDate(string text) => DateText.TryParse(text, out _)
        || TryParse(text, DateOrder.DayFirst, out _) || TryParse(text, DateOrder.MonthFirst, out _);

    /// <summary>Written year last and one day only, in whatever order: 25/10/2026, 05/05/2026.</summary>
    public static bool TryParse(string text, out DateOnly date)
    {
        var dayFirst = TryParse(text, DateOrder.DayFirst, out var one);
        var monthFirst = TryParse(text, DateOrder.MonthFirst, out var other);
        date = dayFirst ? one : other;
        return dayFirst != monthFirst || (dayFirst && one == other);
    }

    /// <summary>Written year last and a date in this order.</summary>
    public static bool TryParse(string text, DateOrder order, out DateOnly date)
    {
        date = default;
        var match = Parts().Match(CellText.Fold(text));
        if (!match.Success)
        {
            return false;
        }

        var (first, second) = (match.Groups[1].Value, match.Groups[2].Value);
        var (day, month) = order == DateOrder.DayFirst ? (first, second) : (second, first);
        return DateText.TryParse($"{match.Groups[3].Value}-{month}-{day}", out date);
    }

    [GeneratedRegex(@"^(\d{1,2})[/\-. ](\d{1,2})[/\-. ](\d{4})([T ]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?)?\z")]
    private static partial Regex Parts();
}
