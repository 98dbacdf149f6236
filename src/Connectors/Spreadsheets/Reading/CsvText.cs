using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;

namespace DealerIntegration.Connectors.Spreadsheets.Reading;

/// <summary>How the bytes of a delimited file become text: encoding and length of its mark; or why not.</summary>
/// <param name="Encoding">Null: refused.</param>
/// <param name="Mark">Bytes of the byte order mark in front.</param>
internal sealed record CsvDetection(Encoding? Encoding, int Mark, Finding? Refusal = null);

/// <summary>
/// Finds the encoding of a delimited file (编码识别): UTF-8 or UTF-16 by their mark, UTF-16 without one by where its zero
/// bytes stand, else strict UTF-8, else GB18030 (GBK and GB2312 are parts of it). Looks at every byte and keeps none.
/// </summary>
internal static class CsvText
{
    private const int Sample = 4_096;

    static CsvText() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static CsvDetection Detect(ReadOnlySpan<byte> content)
    {
        if (content is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            return Wide(content, bigEndian: content[0] == 0xFE, mark: 2);
        }

        var mark = content is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0;
        if (mark == 0 && ZeroBytes(content) is { } bigEndian)
        {
            return Wide(content, bigEndian, mark: 0);
        }

        if (content.IndexOf((byte)0) is >= 0 and var zero)
        {
            return Refused(CsvFindings.Zero(zero, LineAt(content, zero)));
        }

        if (Utf8.IsValid(content))
        {
            return new CsvDetection(new UTF8Encoding(false, throwOnInvalidBytes: true), mark);
        }

        var bad = FirstBadUtf8(content);
        if (mark > 0)
        {
            return Refused(CsvFindings.Undecodable("UTF-8", bad, LineAt(content, bad), content[bad]));
        }

        var badGb = Gb18030Walk.FirstBad(content, out var plausible);
        if (badGb is null && plausible)
        {
            return new CsvDetection(
                Encoding.GetEncoding(
                    "GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback),
                0);
        }

        // The encoding that got further is the one the file was most likely written in.
        var (name, at) = badGb is { } gb && gb > bad ? ("GB18030", gb) : ("UTF-8", bad);
        return Refused(CsvFindings.Undecodable(name, at, LineAt(content, at), content[at]));
    }

    /// <returns>The text, or null where the bytes are text in none of these encodings.</returns>
    public static string? Decode(byte[] content)
    {
        var found = Detect(content);
        try
        {
            return found.Encoding?.GetString(content, found.Mark, content.Length - found.Mark);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static CsvDetection Refused(Finding finding) => new(null, 0, finding);

    private static CsvDetection Wide(ReadOnlySpan<byte> content, bool bigEndian, int mark)
    {
        var name = bigEndian ? "UTF-16BE" : "UTF-16LE";
        for (var at = mark; at < content.Length; at += 2)
        {
            var unit = at + 1 < content.Length ? Unit(content[at..], bigEndian) : (char)0;
            var isPair = char.IsHighSurrogate(unit) && at + 3 < content.Length
                && char.IsLowSurrogate(Unit(content[(at + 2)..], bigEndian));
            if (unit == 0 || (char.IsSurrogate(unit) && !isPair))
            {
                var line = WideLineAt(content[mark..at], bigEndian);
                return Refused(CsvFindings.Undecodable(name, at, line, content[at]));
            }

            at += isPair ? 2 : 0;
        }

        return new CsvDetection(new UnicodeEncoding(bigEndian, false, throwOnInvalidBytes: true), mark);
    }

    private static char Unit(ReadOnlySpan<byte> bytes, bool bigEndian) => (char)(bigEndian
        ? BinaryPrimitives.ReadUInt16BigEndian(bytes)
        : BinaryPrimitives.ReadUInt16LittleEndian(bytes));

    // Digits, separators and line ends of UTF-16 have one zero byte each, always on the same side.
    private static bool? ZeroBytes(ReadOnlySpan<byte> content)
    {
        var head = content[..Math.Min(content.Length & ~1, Sample)];
        var (even, odd) = (0, 0);
        for (var i = 0; i < head.Length; i++)
        {
            if (head[i] == 0)
            {
                (even, odd) = i % 2 == 0 ? (even + 1, odd) : (even, odd + 1);
            }
        }

        var enough = Math.Max(7, head.Length / 20);
        return content.Length % 2 != 0 ? null
            : odd > enough && even == 0 ? false
            : even > enough && odd == 0 ? true
            : null;
    }

    private static int FirstBadUtf8(ReadOnlySpan<byte> content)
    {
        var at = 0;
        while (at < content.Length && Rune.DecodeFromUtf8(content[at..], out _, out var length)
            == System.Buffers.OperationStatus.Done)
        {
            at += length;
        }

        return at;
    }

    private static int LineAt(ReadOnlySpan<byte> content, int offset) => content[..offset].Count((byte)'\n') + 1;

    private static int WideLineAt(ReadOnlySpan<byte> content, bool bigEndian)
    {
        var line = 1;
        for (var at = 0; at + 1 < content.Length; at += 2)
        {
            line += Unit(content[at..], bigEndian) == '\n' ? 1 : 0;
        }

        return line;
    }
}
