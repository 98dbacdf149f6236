using System.Text;
using System.Text.RegularExpressions;
using DealerIntegration.Connectors.Contract;

namespace DealerIntegration.Connectors.Idoc;

/// <summary>
/// The encoding of an IDoc file (字符编码): named in the mapping, or found by its byte order mark, its XML declaration or
/// its bytes. Nothing is guessed: a file that fits no certain encoding has to be named one.
/// </summary>
internal static partial class IdocText
{
    public const string Auto = "auto";

    public static readonly string[] Names = [Auto, "utf-8", "utf-16", "utf-16be", "iso-8859-1", "gb18030"];

    /// <exception cref="ConnectorException">The bytes are not of the encoding, or it cannot be told.</exception>
    public static (string Text, Encoding Encoding) Decode(ReadOnlySpan<byte> bytes, string name, string file)
    {
        var encoding = name == Auto ? Found(bytes, file) : Strict(name)!;
        var mark = encoding.Preamble.Length > 0 && bytes.StartsWith(encoding.Preamble) ? encoding.Preamble.Length : 0;
        try
        {
            return (encoding.GetString(bytes[mark..]), mark > 0 ? encoding : WithoutMark(encoding));
        }
        catch (DecoderFallbackException e)
        {
            throw new ConnectorException(
                ConnectorFailure.Configuration,
                $"{file}: byte {e.Index + mark} cannot be {encoding.WebName}; set \"encoding\" in the mapping's source "
                + $"to one of {string.Join(", ", Names)}.",
                e);
        }
    }

    /// <summary>An encoding that refuses what it cannot hold, with its mark if it has one; null: not known.</summary>
    public static Encoding? Strict(string name) => name.ToLowerInvariant() switch
    {
        "utf-8" => new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true),
        "utf-16" or "utf-16le" => new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true),
        "utf-16be" => new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true),
        "iso-8859-1" => Encoding.GetEncoding(
            "iso-8859-1", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback),
        "gb18030" or "gbk" or "gb2312" => CodePagesEncodingProvider.Instance.GetEncoding(
            "gb18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback),
        _ => null,
    };

    private static Encoding Found(ReadOnlySpan<byte> bytes, string file)
    {
        var wide = bytes switch
        {
            [0xFF, 0xFE, ..] => "utf-16",
            [0xFE, 0xFF, ..] => "utf-16be",
            [not 0, 0, ..] => "utf-16",
            [0, not 0, ..] => "utf-16be",
            _ => null,
        };
        if (wide is not null)
        {
            return Strict(wide)!;
        }

        var start = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, 200)]);
        if (Declaration().Match(start) is { Success: true } declared)
        {
            var name = declared.Groups[1].Value;
            return Strict(name) ?? throw Unknown(file, $"declares the encoding '{name}', which is not read");
        }

        return System.Text.Unicode.Utf8.IsValid(bytes)
            ? Strict("utf-8")!
            : throw Unknown(file, "is not UTF-8 and does not say what it is");
    }

    private static Encoding WithoutMark(Encoding encoding) => encoding switch
    {
        UTF8Encoding => new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true),
        UnicodeEncoding => new UnicodeEncoding(encoding.WebName == "utf-16BE", byteOrderMark: false, true),
        _ => encoding,
    };

    private static ConnectorException Unknown(string file, string what) => new(
        ConnectorFailure.Configuration,
        $"{file}: {what}; set \"encoding\" in the mapping's source to one of {string.Join(", ", Names)}.");

    [GeneratedRegex("""^(?:\xEF\xBB\xBF)?\s*<\?xml[^>]*?\bencoding\s*=\s*["']([^"']+)["']""")]
    private static partial Regex Declaration();
}
