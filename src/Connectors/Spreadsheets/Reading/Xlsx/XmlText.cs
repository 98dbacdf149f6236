using System.Buffers;
using System.Globalization;
using System.Text;

namespace DealerIntegration.Connectors.Spreadsheets.Reading.Xlsx;

/// <summary>Turns text of a part into a string: entities, line ends, and Excel's own escapes such as _x000D_.</summary>
internal static class XmlText
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);
    private static readonly SearchValues<byte> Special = SearchValues.Create("&\r_"u8);

    /// <param name="literal">Whether an ampersand is just one, as in a CDATA section.</param>
    /// <exception cref="DamagedPartException">An entity that XML does not know, or bytes that are no UTF-8.</exception>
    public static string Decode(ReadOnlySpan<byte> raw, bool literal = false)
    {
        var text = Plain(raw);
        if (raw.IndexOfAny(Special) < 0)
        {
            return text;
        }

        var decoded = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '&' when !literal:
                    i += Entity(text.AsSpan(i), decoded) - 1;
                    break;
                case '\r':
                    decoded.Append('\n');
                    i += i + 1 < text.Length && text[i + 1] == '\n' ? 1 : 0;
                    break;
                case '_' when Escape(text.AsSpan(i)) is { } escaped:
                    decoded.Append(escaped);
                    i += 6;
                    break;
                default:
                    decoded.Append(text[i]);
                    break;
            }
        }

        return decoded.ToString();
    }

    /// <summary>Text that holds no escapes any more.</summary>
    public static string Plain(ReadOnlySpan<byte> raw)
    {
        try
        {
            return Strict.GetString(raw);
        }
        catch (DecoderFallbackException)
        {
            throw new DamagedPartException("its text is not in the encoding that it names");
        }
    }

    private static int Entity(ReadOnlySpan<char> text, StringBuilder target)
    {
        var end = text.IndexOf(';');
        if (end is < 2 or > 10)
        {
            throw new DamagedPartException("an ampersand stands alone", Damage.Xml);
        }

        var name = text[1..end];
        _ = name switch
        {
            "amp" => target.Append('&'),
            "lt" => target.Append('<'),
            "gt" => target.Append('>'),
            "quot" => target.Append('"'),
            "apos" => target.Append('\''),
            _ => target.Append(CharacterOf(name)),
        };
        return end + 1;
    }

    private static string CharacterOf(ReadOnlySpan<char> name)
    {
        var code = 0;
        var known = name[0] == '#' && (name.Length > 1 && name[1] is 'x' or 'X'
            ? int.TryParse(name[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out code)
            : int.TryParse(name[1..], NumberStyles.None, CultureInfo.InvariantCulture, out code));
        return known && Rune.IsValid(code)
            ? new Rune(code).ToString()
            : throw new DamagedPartException($"the entity &{name.ToString()}; is unknown", Damage.Xml);
    }

    // _x005F_ is how Excel writes an underscore that would otherwise begin such an escape.
    private static char? Escape(ReadOnlySpan<char> text) =>
        text.Length >= 7 && text[1] == 'x' && text[6] == '_'
        && int.TryParse(text[2..6], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            ? (char)code
            : null;
}
