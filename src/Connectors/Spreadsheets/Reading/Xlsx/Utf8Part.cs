using System.IO.Compression;
using System.Text;

namespace DealerIntegration.Connectors.Spreadsheets.Reading.Xlsx;

/// <summary>Opens a part as UTF-8: nearly all are, a few are UTF-16 or name an older encoding.</summary>
internal static class Utf8Part
{
    private const int Head = 200;

    // A sign that is none must end the reading: replaced in silence it would change a value.
    private static readonly UnicodeEncoding LittleEndian = new(false, false, throwOnInvalidBytes: true);
    private static readonly UnicodeEncoding BigEndian = new(true, false, throwOnInvalidBytes: true);

    static Utf8Part() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <param name="stream">The entry, opened; it is closed with what is returned.</param>
    public static Stream Open(ZipArchiveEntry entry, Stream stream)
    {
        var head = new byte[Head];
        int read;
        using (var peek = entry.Open())
        {
            read = peek.ReadAtLeast(head, Head, throwOnEndOfStream: false);
        }

        var (encoding, mark) = EncodingOf(head.AsSpan(0, read));
        stream.ReadExactly(head.AsSpan(0, mark));
        return encoding is null ? stream : Encoding.CreateTranscodingStream(stream, encoding, Encoding.UTF8);
    }

    private static (Encoding? Encoding, int Mark) EncodingOf(ReadOnlySpan<byte> head)
    {
        switch (head)
        {
            case [0xEF, 0xBB, 0xBF, ..]:
                return (null, 3);
            case [0xFF, 0xFE, ..]:
                return (LittleEndian, 2);
            case [0xFE, 0xFF, ..]:
                return (BigEndian, 2);
            case [(byte)'<', 0, ..]:
                return (LittleEndian, 0);
            case [0, (byte)'<', ..]:
                return (BigEndian, 0);
        }

        var text = Encoding.ASCII.GetString(head);
        var line = text.StartsWith("<?xml", StringComparison.Ordinal) ? text.Split("?>")[0] : "";
        var at = line.IndexOf("encoding=", StringComparison.Ordinal);
        var name = at < 0 ? "utf-8" : line[(at + 9)..].Trim(' ', '"', '\'').Split('"', '\'')[0];
        return name.Equals("utf-8", StringComparison.OrdinalIgnoreCase) ? (null, 0) : (Named(name), 0);
    }

    private static Encoding Named(string name)
    {
        try
        {
            return Encoding.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        }
        catch (ArgumentException)
        {
            throw new DamagedPartException($"its encoding '{name}' is unknown");
        }
    }
}
