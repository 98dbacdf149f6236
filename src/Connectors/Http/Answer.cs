using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace DealerIntegration.Connectors.Http;

/// <summary>A whole answer of a partner: complete by its framing, body in memory.</summary>
internal sealed record Answer(HttpStatusCode Status, HttpResponseHeaders Headers, string? MediaType, byte[] Body)
{
    /// <summary>Takes our secrets out of anything that is quoted from this answer.</summary>
    public Redaction Redaction { get; init; } = Redaction.None;

    /// <summary>Headers that say something of the body, such as Content-Range.</summary>
    public HttpContentHeaders? ContentHeaders { get; init; }

    /// <summary>The media type with its parameters.</summary>
    public string? ContentType { get; init; }

    public bool IsSuccess => (int)Status is >= 200 and < 300;

    /// <summary>A web page where data was expected: a sign-in form, a proxy's complaint, a wrong address.</summary>
    public bool IsHtml => MediaType is "text/html" or "application/xhtml+xml" || StartsWithHtml(Body);

    /// <summary>The partner's clock when it answered, where it tells.</summary>
    public DateTimeOffset? SentAt => Headers.Date;

    public string Text => Encoding.UTF8.GetString(Body);

    public string? Header(string name) => Headers.TryGetValues(name, out var values)
        || ContentHeaders?.TryGetValues(name, out values) == true
            ? values.FirstOrDefault()
            : null;

    private static bool StartsWithHtml(byte[] body)
    {
        var start = Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(body.Length, 64)))
            .TrimStart('\uFEFF', ' ', '\r', '\n', '\t');
        return start.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase)
            || start.StartsWith("<html", StringComparison.OrdinalIgnoreCase);
    }
}
