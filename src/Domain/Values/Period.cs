using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;

namespace DealerIntegration.Domain.Values;

/// <summary>A calendar month of business, written <c>2026-10</c> (会计期间). Both ends belong to it.</summary>
[JsonConverter(typeof(PeriodJsonConverter))]
public readonly record struct Period(int Year, int Month) : IComparable<Period>
{
    public DateOnly Start => new(Year, Month, 1);

    public DateOnly End => new(Year, Month, DateTime.DaysInMonth(Year, Month));

    public Period Next => Of(Start.AddMonths(1));

    public Period Previous => Of(Start.AddMonths(-1));

    public static Period Of(DateOnly date) => new(date.Year, date.Month);

    public bool Contains(DateOnly date) => date >= Start && date <= End;

    public static bool TryParse([NotNullWhen(true)] string? text, out Period period)
    {
        period = default;
        if (!DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return false;
        }

        period = Of(day);
        return true;
    }

    /// <exception cref="FormatException">The text is not a month in the form 2026-10.</exception>
    public static Period Parse(string text) => TryParse(text, out var period)
        ? period
        : throw new FormatException($"'{text}' is not a period; write year and month, for example 2026-10.");

    public int CompareTo(Period other) => Start.CompareTo(other.Start);

    public static bool operator <(Period left, Period right) => left.CompareTo(right) < 0;

    public static bool operator >(Period left, Period right) => left.CompareTo(right) > 0;

    public static bool operator <=(Period left, Period right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Period left, Period right) => left.CompareTo(right) >= 0;

    public override string ToString() => Start.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}
