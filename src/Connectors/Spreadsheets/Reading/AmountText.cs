using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using DealerIntegration.Connectors.Spreadsheets.Reading.Xlsx;

namespace DealerIntegration.Connectors.Spreadsheets.Reading;

/// <summary>
/// Amounts and quantities written as text: 1,234.50 · ￥１，２３４ · (12.00) · 12.00-. What could mean two things
/// (1052,75) is not read at all.
/// </summary>
internal static partial class AmountText
{
    private const int MostDigits = 15;

    public static bool TryParse(string text, out decimal value)
    {
        if (IsDigits(text, out value))
        {
            return true;
        }

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

    /// <summary>
    /// The same where it is known that the comma stands before the decimals: 1.052,75 · 1052,75元.
    /// </summary>
    public static bool TryParseWithComma(string text, out decimal value) => TryParse(
        string.Create(text.Length, text, static (swapped, t) =>
        {
            for (var i = 0; i < t.Length; i++)
            {
                swapped[i] = t[i] switch
                {
                    ',' or '，' => '.',
                    '.' or '．' => ',',
                    var c => c,
                };
            }
        }),
        out value);

    /// <summary>
    /// What the marks of a written amount say about the file: true, the comma stands before the decimals (12,50 ·
    /// 1.052,75); false, the point does (12.50 · 1,052.75); null, neither (1,052 · 12).
    /// </summary>
    public static bool? UsesComma(string text)
    {
        var t = CellText.Fold(text);
        var (comma, point) = (t.LastIndexOf(','), t.LastIndexOf('.'));
        if (comma >= 0 && point >= 0)
        {
            return comma > point ? TryParseWithComma(text, out _) ? true : null : TryParse(text, out _) ? false : null;
        }

        var digits = t.Skip(Math.Max(comma, point) + 1).TakeWhile(char.IsAsciiDigit).Count();
        return digits is 0 or 3 ? null
            : comma >= 0 ? TryParseWithComma(text, out _) ? true : null
            : point >= 0 && TryParse(text, out _) ? false : null;
    }

    /// <summary>A dash in an amount column is how accountants write nothing.</summary>
    public static bool IsNothing(string text) => CellText.Fold(text) is "" or "-" or "--" or "—" or "——" or "/";

    // Nearly every amount is written so: up to 15 digits, perhaps with a point among them.
    private static bool IsDigits(string text, out decimal value)
    {
        Span<byte> digits = stackalloc byte[MostDigits + 1];
        value = 0;
        return text.Length <= digits.Length && Ascii.FromUtf16(text, digits, out var length) == OperationStatus.Done
            && digits[0] != (byte)'-' && PlainNumber.TryParse(digits[..length], out value);
    }

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
