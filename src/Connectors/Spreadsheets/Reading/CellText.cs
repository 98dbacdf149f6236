using System.Text;

namespace DealerIntegration.Connectors.Spreadsheets.Reading;

/// <summary>
/// Brings what Chinese input methods produce to one form: full-width letters, digits and signs become half-width,
/// every kind of blank becomes a blank, marks without width disappear. Chinese text is left alone.
/// </summary>
internal static class CellText
{
    public static string Fold(string text)
    {
        if (IsFolded(text))
        {
            return text;
        }

        var folded = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is >= '\uFF01' and <= '\uFF5E')
            {
                folded.Append((char)(c - 0xFEE0));
            }
            else if (c is '\u200B' or '\u200C' or '\u200D' or '\uFEFF' or '\u200E' or '\u200F')
            {
                continue;
            }
            else
            {
                folded.Append(c switch
                {
                    '\u2212' or '\u2010' or '\u2011' => '-',
                    '\uFFE5' => '¥',
                    _ => char.IsWhiteSpace(c) ? ' ' : c,
                });
            }
        }

        return folded.ToString().Trim();
    }

    /// <summary>
    /// The form in which headings and labels are compared: folded, lower case, no blanks, no "(元)" behind.
    /// </summary>
    public static string Heading(string text)
    {
        var folded = Fold(text).Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant().TrimEnd(':', '*');
        var unit = folded.EndsWith(')') ? folded.LastIndexOf('(') : -1;
        return unit > 0 ? folded[..unit] : folded;
    }

    // Nearly every cell is: signs of ASCII and Chinese, no blank at either end.
    private static bool IsFolded(string text)
    {
        foreach (var c in text)
        {
            if (c is not ((>= ' ' and <= '~') or (>= '\u4E00' and <= '\u9FFF')))
            {
                return false;
            }
        }

        return text.Length == 0 || (text[0] != ' ' && text[^1] != ' ');
    }
}
