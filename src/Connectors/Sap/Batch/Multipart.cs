using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace DealerIntegration.Connectors.Sap.Batch;

/// <summary>
/// The parts of a multipart body (多部分报文). A part counts once the line that ends it has come: what is cut off is no
/// part.
/// </summary>
internal static class Multipart
{
    public static List<ReadOnlyMemory<byte>> Split(ReadOnlyMemory<byte> body, string boundary)
    {
        var parts = new List<ReadOnlyMemory<byte>>();
        var delimiter = "--" + boundary;
        int? start = null;
        var at = 0;
        while (at < body.Length)
        {
            var line = LineAt(body.Span, at, out var next);
            var isEnd = line == delimiter + "--";
            if (isEnd || line == delimiter)
            {
                if (start is { } from)
                {
                    parts.Add(body[from..Math.Max(from, BeforeLineBreak(body.Span, at))]);
                }

                if (isEnd)
                {
                    break;
                }

                start = next;
            }

            at = next;
        }

        return parts;
    }

    /// <summary>The headers before the first empty line, and what follows it; null where there is none.</summary>
    public static (Dictionary<string, string> Headers, ReadOnlyMemory<byte> Content)? Head(ReadOnlyMemory<byte> part)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var at = 0;
        while (at < part.Length)
        {
            var line = LineAt(part.Span, at, out at);
            if (line.Length == 0)
            {
                return (headers, part[at..]);
            }

            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
            {
                headers[line[..colon].Trim()] = line[(colon + 1)..].Trim();
            }
        }

        return null;
    }

    /// <summary>The boundary that a content type names; null where it is no multipart.</summary>
    public static string? BoundaryOf(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type) && type.MediaType == "multipart/mixed"
            ? type.Parameters.FirstOrDefault(p => p.Name == "boundary")?.Value?.Trim('"')
            : null;

    /// <summary>Status, headers and body of a response inside a part; null where it is not whole.</summary>
    public static (HttpStatusCode Status, Dictionary<string, string> Headers, byte[] Body)? Response(
        ReadOnlyMemory<byte> http)
    {
        var words = LineAt(http.Span, 0, out var next).Split(' ', 3);
        if (words.Length < 2
            || !words[0].StartsWith("HTTP/", StringComparison.Ordinal)
            || !int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var status)
            || Head(http[next..]) is not var (headers, body))
        {
            return null;
        }

        if (!headers.TryGetValue("Content-Length", out var text)
            || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var length))
        {
            return ((HttpStatusCode)status, headers, body.ToArray());
        }

        return length <= body.Length ? ((HttpStatusCode)status, headers, body[..length].ToArray()) : null;
    }

    private static string LineAt(ReadOnlySpan<byte> body, int at, out int next)
    {
        var end = body[at..].IndexOf((byte)'\n');
        next = end < 0 ? body.Length : at + end + 1;
        return Encoding.UTF8.GetString(body[at..next]).TrimEnd('\r', '\n', ' ', '\t');
    }

    // The line break before a delimiter belongs to the delimiter.
    private static int BeforeLineBreak(ReadOnlySpan<byte> body, int at) =>
        at >= 2 && body[at - 2] == '\r' ? at - 2 : Math.Max(0, at - 1);
}
