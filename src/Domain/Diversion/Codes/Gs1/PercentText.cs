using System.Text;

namespace DealerIntegration.Domain.Diversion.Codes.Gs1;

/// <summary>
/// Percent escapes of GS1 values in URIs. The values hold no character beyond ASCII, so an escape is one character.
/// </summary>
internal static class PercentText
{
    // Left as they are in a canonical Digital Link; all other signs of the GS1 character set are escaped.
    private const string Plain = "-._';=";

    public static string Encode(string value)
    {
        var text = new StringBuilder(value.Length);
        foreach (var c in value)
        {
            if (char.IsAsciiLetterOrDigit(c) || Plain.Contains(c, StringComparison.Ordinal))
            {
                text.Append(c);
            }
            else
            {
                text.Append('%').Append(((int)c).ToString("X2"));
            }
        }

        return text.ToString();
    }

    /// <summary>The value without escapes; null: a percent sign without two hexadecimal digits, or not ASCII.</summary>
    public static string? Decode(string text)
    {
        if (!text.Contains('%', StringComparison.Ordinal))
        {
            return text;
        }

        var value = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '%')
            {
                value.Append(text[i]);
                continue;
            }

            if (i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2]))
            {
                return null;
            }

            var code = Convert.ToInt32(text.Substring(i + 1, 2), 16);
            if (code is < '!' or > '~')
            {
                return null;
            }

            value.Append((char)code);
            i += 2;
        }

        return value.ToString();
    }
}
