namespace DealerIntegration.Domain.Diversion.Codes;

/// <summary>
/// Codes that a spreadsheet took for a number (表格科学计数损坏). It keeps 15 digits of a number: what is left of a longer
/// code is not the code, and no guess brings it back.
/// </summary>
public static class SpreadsheetDamage
{
    private const int DigitsKept = 15;

    private const string Remedy =
        "The file no longer holds the code: format the column as text before codes are entered, and send it again.";

    /// <summary>
    /// Looks at a text: <c>1.91431E+18</c> is what a number became, and so is a long whole number with <c>.0</c>
    /// behind. Null: nothing of the kind.
    /// </summary>
    public static CodeProblem? OfText(string text) =>
        IsScientific(text) || IsLongWithPoint(text)
            ? new CodeProblem($"'{text}' was a code until a spreadsheet turned it into a number.", Remedy)
            : null;

    /// <summary>
    /// Looks at the text of a cell that holds a number: more than 15 digits before the point were not kept.
    /// </summary>
    public static CodeProblem? OfNumber(string stored)
    {
        var whole = stored.TrimStart('-').Split('.')[0].TrimStart('0');
        return OfText(stored) ?? (whole.Length > DigitsKept && CheckDigits.AllDigits(whole)
            ? new CodeProblem($"A number cell holds {whole.Length} digits of which only {DigitsKept} are kept.", Remedy)
            : null);
    }

    // A sign after the E or a decimal point before it: codes such as 12E5 have neither.
    private static bool IsScientific(string text)
    {
        var e = text.IndexOfAny(['E', 'e']);
        if (e <= 0 || e == text.Length - 1)
        {
            return false;
        }

        var exponent = text.AsSpan(e + 1);
        var signed = exponent[0] is '+' or '-';
        exponent = signed ? exponent[1..] : exponent;
        var mantissa = text.AsSpan(0, e);
        var point = mantissa.IndexOf('.');
        return (signed || point >= 0)
            && !exponent.IsEmpty
            && CheckDigits.AllDigits(exponent)
            && IsDecimal(mantissa, point);
    }

    private static bool IsDecimal(ReadOnlySpan<char> text, int point) => point < 0
        ? CheckDigits.AllDigits(text)
        : point > 0 && CheckDigits.AllDigits(text[..point]) && CheckDigits.AllDigits(text[(point + 1)..]);

    private static bool IsLongWithPoint(string text)
    {
        var point = text.IndexOf('.', StringComparison.Ordinal);
        return point > DigitsKept
            && CheckDigits.AllDigits(text.AsSpan(0, point))
            && text.AsSpan(point + 1).IndexOfAnyExcept('0') < 0;
    }
}
