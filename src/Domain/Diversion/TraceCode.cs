namespace DealerIntegration.Domain.Diversion;

/// <summary>
/// The written form of a trace code (追溯码). Scanners, input methods and spreadsheets write one code in several ways;
/// the normal form is what the hub stores and compares.
/// </summary>
public static class TraceCode
{
    private const char FullWidthFirst = '\uFF01';
    private const char FullWidthLast = '\uFF5E';
    private const int FullWidthOffset = 0xFEE0;

    /// <summary>
    /// Trims blanks and invisible marks, turns full-width letters, digits and signs (全角) into half-width ones and
    /// small letters into capitals. Nothing inside the code is removed: a blank in the middle is a fault to show.
    /// </summary>
    public static string Normalise(string code) => IsNormal(code)
        ? code
        : string.Create(code.Length, code, (target, source) =>
        {
            for (var i = 0; i < source.Length; i++)
            {
                target[i] = char.ToUpperInvariant(HalfWidth(source[i]));
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
