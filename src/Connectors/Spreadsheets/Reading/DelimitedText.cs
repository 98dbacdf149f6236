using System.Text;

namespace DealerIntegration.Connectors.Spreadsheets.Reading;

/// <summary>
/// A delimited file as UTF-8 (统一编码): its own bytes where it is, else a second copy of it, made once for all passes.
/// </summary>
/// <param name="Bytes">With the byte order mark, if there is one.</param>
/// <param name="Start">Behind the mark.</param>
internal sealed record DelimitedText(byte[] Bytes, int Start)
{
    /// <exception cref="DecoderFallbackException">The bytes are no text in the encoding that was found.</exception>
    public static DelimitedText Of(byte[] content, CsvDetection found)
    {
        if (found.Encoding is null or UTF8Encoding)
        {
            return new DelimitedText(content, found.Mark);
        }

        var source = new MemoryStream(content, found.Mark, content.Length - found.Mark, writable: false);
        using var stream = Encoding.CreateTranscodingStream(source, found.Encoding, Encoding.UTF8);
        using var utf8 = new MemoryStream(content.Length);
        stream.CopyTo(utf8, 64 * 1024);
        return new DelimitedText(utf8.ToArray(), 0);
    }

    public static bool IsBlank(ReadOnlySpan<byte> utf8)
    {
        while (utf8.Length > 0)
        {
            Rune.DecodeFromUtf8(utf8, out var sign, out var length);
            if (!Rune.IsWhiteSpace(sign))
            {
                return false;
            }

            utf8 = utf8[length..];
        }

        return true;
    }

    /// <summary>The first so many characters.</summary>
    public string Head(int characters)
    {
        using var reader = new StreamReader(
            new MemoryStream(Bytes, Start, Bytes.Length - Start, writable: false), Encoding.UTF8, false, characters);
        var head = new char[characters];
        return new string(head, 0, reader.ReadBlock(head, 0, head.Length));
    }
}
