using System.Text;
using ClosedXML.Excel;

namespace DealerIntegration.Connectors.Spreadsheets.Writing;

/// <summary>
/// Writes typed cells. Text goes in as text whatever it begins with: nothing that came from outside can become a
/// formula. Formulas are written by <see cref="Formula"/> only, from our own constants and addresses.
/// </summary>
internal static class CellWriter
{
    private const int LongestText = 32_000;

    public static IXLCell Text(this IXLCell cell, string? text)
    {
        cell.Style.NumberFormat.Format = "@";
        cell.DataType = XLDataType.Text;
        return cell.SetValue<string>(Clean(text ?? ""));
    }

    public static IXLCell Number(this IXLCell cell, decimal? number, string format)
    {
        cell.Style.NumberFormat.Format = format;
        return number is { } value ? cell.SetValue(value) : cell;
    }

    public static IXLCell Date(this IXLCell cell, DateOnly? date)
    {
        cell.Style.DateFormat.Format = "yyyy-mm-dd";
        cell.Style.Alignment.SetHorizontal(XLAlignmentHorizontalValues.Center);
        return date is { } value ? cell.SetValue(value.ToDateTime(TimeOnly.MinValue)) : cell;
    }

    public static IXLCell Formula(this IXLCell cell, string formula, string format)
    {
        cell.Style.NumberFormat.Format = format;
        cell.FormulaA1 = formula;
        return cell;
    }

    // XML cannot carry control characters or half a surrogate pair; Excel refuses texts beyond its limit.
    internal static string Clean(string text)
    {
        var clean = new StringBuilder(Math.Min(text.Length, LongestText));
        for (var i = 0; i < text.Length && clean.Length < LongestText; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                clean.Append(c).Append(text[++i]);
            }
            else if (!char.IsSurrogate(c) && c is not ('\uFFFE' or '\uFFFF') && (c >= ' ' || c is '\n' or '\t'))
            {
                clean.Append(c);
            }
        }

        return clean.ToString();
    }
}
