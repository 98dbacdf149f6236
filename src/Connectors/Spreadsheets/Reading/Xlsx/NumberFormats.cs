using System.Buffers;
using System.Globalization;
using System.Text;

namespace DealerIntegration.Connectors.Spreadsheets.Reading.Xlsx;

/// <summary>How a number is shown (单元格格式), as far as it changes what the number means.</summary>
internal enum NumberLook
{
    Plain,
    Date,

    /// <summary>Hours and minutes without a day.</summary>
    Time,

    /// <summary>Zeros up to a width (000000): a code that was typed as a number.</summary>
    Padded,
}

/// <summary>The number format behind each style of a workbook.</summary>
internal sealed class NumberFormats
{
    private static readonly SearchValues<char> ElapsedSigns = SearchValues.Create("hHmMsS");

    private readonly Dictionary<int, string> _custom = [];
    private readonly List<(NumberLook Look, int Width)> _styles = [];

    public static NumberFormats Read(XmlScanner xml)
    {
        var formats = new NumberFormats();
        var inCells = false;
        while (xml.Read() is var token && token != XmlToken.End)
        {
            if (token == XmlToken.Close && xml.Is("cellXfs"u8))
            {
                inCells = false;
            }
            else if (token == XmlToken.Open)
            {
                inCells |= xml.Is("cellXfs"u8);
                if (xml.Is("numFmt"u8))
                {
                    formats._custom[Number(xml, "numFmtId"u8)] =
                        XmlText.Decode(XmlAttributes.Find(xml.Attributes, "formatCode"u8));
                }
                else if (inCells && xml.Is("xf"u8))
                {
                    formats._styles.Add(formats.Look(Number(xml, "numFmtId"u8)));
                }
            }
        }

        return formats;
    }

    public NumberLook LookOf(int style) => (uint)style < (uint)_styles.Count ? _styles[style].Look : NumberLook.Plain;

    /// <summary>Digits of a <see cref="NumberLook.Padded"/> style.</summary>
    public int WidthOf(int style) => _styles[style].Width;

    private static int Number(XmlScanner xml, ReadOnlySpan<byte> attribute) =>
        int.TryParse(XmlAttributes.Find(xml.Attributes, attribute), CultureInfo.InvariantCulture, out var id) ? id : 0;

    private (NumberLook Look, int Width) Look(int id) =>
        _custom.TryGetValue(id, out var format) ? Look(format)
        : id is 18 or 19 or 20 or 21 or (>= 45 and <= 47) or 32 or 33 or 34 or 35 or 55 or 56 ? (NumberLook.Time, 0)
        : id is (>= 14 and <= 22) or (>= 27 and <= 36) or (>= 50 and <= 58) ? (NumberLook.Date, 0)
        : (NumberLook.Plain, 0);

    /// <summary>Only the first section counts: the others are for negative numbers, zero and text.</summary>
    internal static (NumberLook Look, int Width) Look(string format)
    {
        var bare = Bare(format);
        if (bare.Length > 1 && bare.All(c => c == '0'))
        {
            return (NumberLook.Padded, bare.Length);
        }

        var day = bare.AsSpan().IndexOfAny("yYdD") >= 0;
        var time = bare.AsSpan().IndexOfAny("hHsS") >= 0;
        var month = bare.AsSpan().IndexOfAny("mM") >= 0;
        return day || (month && !time) ? (NumberLook.Date, 0)
            : time ? (NumberLook.Time, 0)
            : (NumberLook.Plain, 0);
    }

    // Without what is shown as it stands: quoted text, escaped signs, colours and conditions in brackets.
    private static string Bare(string format)
    {
        if (format.Equals("General", StringComparison.OrdinalIgnoreCase))
        {
            return "";
        }

        var bare = new StringBuilder(format.Length);
        for (var i = 0; i < format.Length && format[i] != ';'; i++)
        {
            switch (format[i])
            {
                case '"':
                    i = End(format, '"', i);
                    break;
                case '[':
                    var end = End(format, ']', i);
                    bare.Append(Elapsed(format.AsSpan(i + 1, Math.Max(0, end - i - 1))));
                    i = end;
                    break;
                case '\\' or '_' or '*':
                    i++;
                    break;
                default:
                    bare.Append(format[i]);
                    break;
            }
        }

        return bare.ToString();
    }

    // [h] counts hours beyond a day; [Red] and [$-804] are no part of the value.
    private static ReadOnlySpan<char> Elapsed(ReadOnlySpan<char> inside) =>
        inside.Length > 0 && inside.IndexOfAnyExcept(ElapsedSigns) < 0 ? "h" : "";

    private static int End(string format, char mark, int from) =>
        format.IndexOf(mark, from + 1) is >= 0 and var end ? end : format.Length - 1;
}
