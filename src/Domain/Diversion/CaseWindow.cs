using System.Globalization;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Diversion;

/// <summary>How long scans gather into one case (立案窗口).</summary>
public enum CaseWindowKind
{
    Month,
    Quarter,
}

/// <summary>A calendar month or quarter, written <c>2026-10</c> or <c>2026-Q4</c>. Both ends belong to it.</summary>
public readonly record struct CaseWindow(DateOnly Start, DateOnly End)
{
    /// <summary>The window a month lies in.</summary>
    public static CaseWindow Of(Period month, CaseWindowKind kind)
    {
        if (kind == CaseWindowKind.Month)
        {
            return new CaseWindow(month.Start, month.End);
        }

        var start = new DateOnly(month.Year, ((month.Month - 1) / 3 * 3) + 1, 1);
        return new CaseWindow(start, start.AddMonths(3).AddDays(-1));
    }

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    /// <exception cref="FormatException">It is neither such a month nor such a quarter.</exception>
    public static CaseWindow Parse(string text)
    {
        if (Period.TryParse(text, out var month))
        {
            return Of(month, CaseWindowKind.Month);
        }

        return text.Length == 7 && text[4..6] == "-Q" && text[6] is >= '1' and <= '4'
            && Period.TryParse($"{text[..4]}-{((text[6] - '1') * 3) + 1:00}", out var first)
                ? Of(first, CaseWindowKind.Quarter)
                : throw new FormatException($"'{text}' is no month such as 2026-10 and no quarter such as 2026-Q4.");
    }

    /// <summary>The day, or the nearest one within the window.</summary>
    public DateOnly Nearest(DateOnly day) => day < Start ? Start : day > End ? End : day;

    public bool Contains(DateOnly day) => day >= Start && day <= End;

    public override string ToString() => Start.Month == End.Month
        ? Start.ToString("yyyy-MM", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{Start.Year:0000}-Q{((Start.Month - 1) / 3) + 1}");
}
