using System.Text;

namespace DealerIntegration.Connectors.Http;

/// <summary>
/// Brings a text into UTF-8 where its Content-Type names another character set (字符集): older Chinese systems write
/// GBK. What cannot be read as it is named stays as it came, and is refused by whoever reads it.
/// </summary>
internal static class Charsets
{
    static Charsets() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static byte[] Utf8(byte[] body, string? mediaType, string? charset)
    {
        var name = charset?.Trim('"', ' ').ToLowerInvariant();
        if (name is null or "" or "utf-8" or "utf8" || !IsText(mediaType) || SaysItself(body, mediaType!))
        {
            return body;
        }

        // Servers that name no character set are often given this one by what stands around them.
        if (name is "iso-8859-1" or "latin1" or "us-ascii" && System.Text.Unicode.Utf8.IsValid(body))
        {
            return body;
        }

        try
        {
            var encoding = Encoding.GetEncoding(
                name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
            return Encoding.UTF8.GetBytes(encoding.GetString(body).TrimStart('\uFEFF'));
        }
        catch (Exception e) when (e is ArgumentException or DecoderFallbackException)
        {
            // An unknown name, or bytes that are not of it: what stands there is told by who reads the body.
            return body;
        }
    }

    private static bool IsText(string? mediaType) => mediaType is not null
        && (mediaType.StartsWith("text/", StringComparison.OrdinalIgnoreCase)
            || mediaType.EndsWith("json", StringComparison.OrdinalIgnoreCase)
            || IsXml(mediaType));

    private static bool IsXml(string mediaType) => mediaType.EndsWith("xml", StringComparison.OrdinalIgnoreCase);

    // An XML document that declares its encoding is read by that.
    private static bool SaysItself(byte[] body, string mediaType) => IsXml(mediaType)
        && Encoding.ASCII.GetString(body, 0, Math.Min(body.Length, 100)) is var start
        && start.Contains("<?xml", StringComparison.Ordinal)
        && start.Contains("encoding", StringComparison.Ordinal);
}
