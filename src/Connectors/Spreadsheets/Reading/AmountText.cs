using System.Globalization;
using System.Text.RegularExpressions;

namespace DealerIntegration.Connectors.Spreadsheets.Reading;

/// <summary>
/// Amounts and quantities written as text: 1,234.50 · ￥１，２３４ · (12.00) · 12.00-. What could mean two things
/// (1052,75) is not read at all.
/// </summary>
internal static partial class AmountText
{
    public static bool TryParse(string text, out decimal value)
    {
        value = 0;
        var t = CellText.Fold(text).Replace(" ", "", StringComparison.Ordinal);
        var negative = false;
        if (t.Length > 2 && t[0] == '(' && t[^1] == ')')
        {
            (t, negative) = (t[1..^1], true);
        }

        t = StripCurrency(t);
        if (t.StartsWith('-') || t.EndsWith('-'))
        {
            if (negative)
            {
                return false;
            }

            negative = true;
            t = StripCurrency(t.StartsWith('-') ? t[1..] : t[..^1]);
        }
        else if (t.StartsWith('+'))
        {
            t = t[1..];
        }

        if (!Grouped().IsMatch(t) && !Plain().IsMatch(t))
        {
            return false;
        }

        var parsed = decimal.TryParse(
            t, NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out value);
        value = negative ? -value : value;
        return parsed;
    }

    /// <summary>A dash in an amount column is how accountants write nothing.</summary>
    public static bool IsNothing(string text) => CellText.Fold(text) is "" or "-" or "--" or "—" or "——" or "/";

    private static string StripCurrency(string text)
    {
        var t = text.TrimStart('¥').TrimEnd('元');
        foreach (var code in new[] { "RMB", "CNY" })
        {
            t = t.StartsWith(code, StringComparison.OrdinalIgnoreCase) ? t[code.Length..] : t;
            t = t.EndsWith(code, StringComparison.OrdinalIgnoreCase) ? t[..^code.Length] : t;
        }

        return t.TrimStart('¥');
    }

    [GeneratedRegex(@"^\d{1,3}(,\d{3})+(\.\d+)?\z")]
    private static partial Regex Grouped();

    [GeneratedRegex(@"^(\d+(\.\d*)?|\.\d+)\z")]
    private static partial Regex Plain();
}
