namespace DealerIntegration.Domain.Diversion;

/// <summary>
/// The written form of a trace code (追溯码). Scanners, input methods and spreadsheets write one code in several ways;
/// the normal form is what the hub stores and compares. GS1 codes come in several syntaxes: those are brought to one by
/// <see cref="Codes.CodeReader"/> where codes come in, and here keep that form.
/// </summary>
public static class TraceCode
{
    private const char FullWidthFirst = '\uFF01';
    private const char FullWidthLast = '\uFF5E';
    private const int FullWidthOffset = 0xFEE0;

    /// <summary>
    /// Trims blanks and invisible marks, turns full-width letters, digits and signs (全角) into half-width ones and
    /// small letters into capitals, save in a GS1 code: there they tell two serials apart. Nothing inside the code is
    /// removed: a blank in the middle is a fault to show.
    /// </summary>
    public static string Normalise(string code)
    {
        if (IsNormal(code))
        {
            return code;
        }

        var trimmed = Trim(code);
        return IsGs1(trimmed) ? trimmed : trimmed.ToUpperInvariant();
    }

    /// <summary>Whether the text is a GS1 code in normal form: it starts with an identifier between slashes.</summary>
    public static bool IsGs1(string code)
    {
        if (code.Length < 4 || code[0] != '/')
        {
            return false;
        }

        var end = code.IndexOf('/', 1);
        return end is >= 3 and <= 5 && code.AsSpan(1, end - 1).IndexOfAnyExceptInRange('0', '9') < 0;
    }

    /// <summary>Half-width and without blanks and invisible marks around it; small letters stay small.</summary>
    internal static string Trim(string code) => string.Create(code.Length, code, (target, source) =>
    {
        for (var i = 0; i < source.Length; i++)
        {
            target[i] = HalfWidth(source[i]);
        }
    }).Trim(Blanks);

    // Byte order mark and zero-width space come with text copied out of web pages and workbooks.
    private static readonly char[] Blanks = [' ', '\t', '\r', '\n', '\u00A0', '\u3000', '\uFEFF', '\u200B'];

    // Most codes arrive in normal form already: millions of them must not be copied.
    private static bool IsNormal(string code)
    {
        foreach (var c in code)
        {
            if (c is <= ' ' or >= '\u007F' or (>= 'a' and <= 'z'))
            {
                return false;
            }
        }

        return true;
    }

    private static char HalfWidth(char c) => c switch
    {
        >= FullWidthFirst and <= FullWidthLast => (char)(c - FullWidthOffset),
        '\u3000' => ' ',
        _ => c,
    };
}
