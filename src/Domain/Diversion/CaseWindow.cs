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

    public bool Contains(DateOnly day) => day >= Start && day <= End;

    public override string ToString() => Start.Month == End.Month
        ? Start.ToString("yyyy-MM", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{Start.Year:0000}-Q{((Start.Month - 1) / 3) + 1}");
}
