using System.Globalization;
using System.Net;
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

    /// <summary>
    /// The headers before the first empty line, and what follows it. A part without an empty line is all headers: what
    /// ends it has come, so nothing was cut off, and the line break was taken for that of the delimiter.
    /// </summary>
    public static (Dictionary<string, string> Headers, ReadOnlyMemory<byte> Content) Head(ReadOnlyMemory<byte> part)
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

        return (headers, ReadOnlyMemory<byte>.Empty);
    }

    /// <summary>
    /// The boundary that a content type names; null where it is no multipart. Not every partner quotes the signs that
    /// should be quoted.
    /// </summary>
    public static string? BoundaryOf(string? contentType) =>
        contentType?.Split(';') is [var type, .. var parameters]
        && type.Trim().Equals("multipart/mixed", StringComparison.OrdinalIgnoreCase)
            ? parameters.Select(p => p.Trim().Split('=', 2))
                .Where(p => p.Length == 2 && p[0].Trim().Equals("boundary", StringComparison.OrdinalIgnoreCase))
                .Select(p => p[1].Trim().Trim('"'))
                .FirstOrDefault(b => b.Length > 0)
            : null;

    /// <summary>
    /// Status, headers and body of a response inside a part; null where there is none. The delimiters say where the
    /// body ends: the lengths that partners state count characters, or line breaks that a proxy has changed.
    /// </summary>
    public static (HttpStatusCode Status, Dictionary<string, string> Headers, byte[] Body)? Response(
        ReadOnlyMemory<byte> http)
    {
        http = http.TrimStart("\r\n"u8);
        var words = LineAt(http.Span, 0, out var next).Split(' ', 3);
        if (words.Length < 2
            || !words[0].StartsWith("HTTP/", StringComparison.OrdinalIgnoreCase)
            || !int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var status))
        {
            return null;
        }

        var (headers, body) = Head(http[next..]);
        return ((HttpStatusCode)status, headers, body.TrimEnd("\r\n \t"u8).ToArray());
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
