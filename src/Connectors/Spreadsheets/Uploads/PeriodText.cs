using System.Text.RegularExpressions;
using DealerIntegration.Connectors.Spreadsheets.Reading;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Connectors.Spreadsheets.Uploads;

/// <summary>Months as people write them (期间): 2026-10, 2026年10月, 202610, 2026-10-01 至 2026-10-31.</summary>
internal static partial class PeriodText
{
    public static bool TryParse(GridCell cell, out Period period)
    {
        // Excel turns a typed 2026-10 into the first of that month.
        if (cell.Date is { } date)
        {
            period = Period.Of(date);
            return true;
        }

        var text = CellText.Fold(cell.Text).Replace(" ", "", StringComparison.Ordinal);
        var range = Range().Match(text);
        if (range.Success
            && DateText.TryParse(range.Groups[1].Value, out var from)
            && DateText.TryParse(range.Groups[2].Value, out var to))
        {
            period = Period.Of(from);
            return from == period.Start && to == period.End;
        }

        return FromMatch(Month().Match(text), out period);
    }

    /// <summary>The month a title names (2026年10月对账单); the day of printing (2026年11月2日) names none.</summary>
    public static Period? InTitle(SheetGrid sheet, int headerRow)
    {
        foreach (var cell in sheet.Head.Where(r => r.Number < headerRow).SelectMany(r => r.Cells))
        {
            if (FromMatch(Title().Match(CellText.Fold(cell.Text).Replace(" ", "", StringComparison.Ordinal)),
                out var period))
            {
                return period;
            }
        }

        return null;
    }

    private static bool FromMatch(Match match, out Period period)
    {
        period = default;
        return match.Success
            && Period.TryParse($"{match.Groups[1].Value}-{match.Groups[2].Value.PadLeft(2, '0')}", out period);
    }

    [GeneratedRegex(@"^(20\d{2})(?:[-/.年])?(\d{1,2})月?\z")]
    private static partial Regex Month();

    [GeneratedRegex(@"(20\d{2})年(\d{1,2})月(?:份)?(?!\d{1,2}日)")]
    private static partial Regex Title();

    [GeneratedRegex(@"^(20[\d\-/.年月日]+?)(?:至|到|~|—|--)(20[\d\-/.年月日]+)\z")]
    private static partial Regex Range();
}
