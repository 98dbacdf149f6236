using DealerIntegration.Connectors.Spreadsheets.Reading;

namespace DealerIntegration.Connectors.Spreadsheets.Uploads.Corrections;

/// <summary>
/// Whether two cells say the same (同值): a program that saves a sheet anew may write 40 as 40.0, or a day as text.
/// </summary>
internal static class SameValue
{
    public static bool Of(GridCell? one, GridCell? other)
    {
        if (one is null || other is null)
        {
            return (one ?? other) is null;
        }

        if (one.Defect != other.Defect)
        {
            return false;
        }

        if (CellText.Fold(one.Text) == CellText.Fold(other.Text))
        {
            return true;
        }

        // 0012 and 12 are two codes: only beside what a program holds for a number or a day is text read as one.
        if (one.Date is not null || other.Date is not null)
        {
            return ValueReader.TryDate(one, out var day) && ValueReader.TryDate(other, out var otherDay)
                && day == otherDay && !HasTime(one) && !HasTime(other);
        }

        return (one.Number is not null || other.Number is not null)
            && ValueReader.TryNumber(one, out var number) && ValueReader.TryNumber(other, out var otherNumber)
            && number == otherNumber && !IsPadded(one) && !IsPadded(other);
    }

    private static bool HasTime(GridCell cell) => cell.Text.Contains(':', StringComparison.Ordinal);

    private static bool IsPadded(GridCell cell) =>
        cell.Text.Length > 1 && cell.Text[0] == '0' && char.IsAsciiDigit(cell.Text[1]);
}
