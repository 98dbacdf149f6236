using System.Text.Json;
using System.Xml;

namespace DealerIntegration.Connectors.Http;

/// <summary>
/// Tells a text that is whole by itself: an object or a list of JSON, or an XML document. Cut anywhere, none of them
/// can be read any more; a bare number or a line of text can.
/// </summary>
internal static class WholeText
{
    public static bool Is(byte[] body)
    {
        var text = body.AsSpan().StartsWith("\uFEFF"u8) ? body.AsMemory(3) : body;
        return text.Span.TrimStart(" \t\r\n"u8) switch
        {
            [(byte)'{' or (byte)'[', ..] => IsJson(text),
            [(byte)'<', ..] => IsXml(body),
            _ => false,
        };
    }

    private static bool IsJson(ReadOnlyMemory<byte> text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            // The framework tells a torn text by throwing only.
            return false;
        }
    }

    private static bool IsXml(byte[] body)
    {
        try
        {
            XmlBody.Read(body);
            return true;
        }
        catch (XmlException)
        {
            // As above.
            return false;
        }
    }
}
