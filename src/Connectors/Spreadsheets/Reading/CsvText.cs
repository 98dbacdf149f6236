using System.Text;

namespace DealerIntegration.Connectors.Spreadsheets.Reading;

/// <summary>Decodes delimited files: UTF-8 or UTF-16 by their mark, else strict UTF-8, else strict GB18030.</summary>
internal static class CsvText
{
    static CsvText() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <returns>The text, or null where the bytes are text in none of these encodings.</returns>
    public static string? Decode(byte[] content)
    {
        var text = content switch
        {
            [0xEF, 0xBB, 0xBF, ..] => Strict("utf-8", content.AsSpan(3)),
            [0xFF, 0xFE, ..] => Strict("utf-16", content.AsSpan(2)),
            [0xFE, 0xFF, ..] => Strict("utf-16BE", content.AsSpan(2)),
            _ => Strict("utf-8", content) ?? Strict("GB18030", content),
        };
        return text is null || text.Contains('\0') ? null : text;
    }

    /// <summary>The text as UTF-8 without a mark: mostly the bytes as they are, else one copy of them.</summary>
    /// <returns>Null where the bytes are text in none of these encodings.</returns>
    public static ReadOnlyMemory<byte>? Utf8(byte[] content)
    {
        var start = content is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0;
        if (content is not ([0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
            && System.Text.Unicode.Utf8.IsValid(content.AsSpan(start)))
        {
            return content.AsSpan().Contains((byte)0) ? null : (ReadOnlyMemory<byte>?)content.AsMemory(start);
        }

        return Decode(content) is { } text ? (ReadOnlyMemory<byte>?)Encoding.UTF8.GetBytes(text) : null;
    }

    private static string? Strict(string encoding, ReadOnlySpan<byte> bytes)
    {
        var strict = Encoding.GetEncoding(encoding, EncoderFallback.ExceptionFallback,
            DecoderFallback.ExceptionFallback);
        try
        {
            return strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
