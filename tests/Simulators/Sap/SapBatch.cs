using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.RegularExpressions;

namespace DealerIntegration.Simulators.Sap;

/// <summary>
/// The ERP's <c>$batch</c> (批处理): reads stand alone, a changeset happens whole or not at all, and one that fails
/// answers with a single error. Each request inside goes the way of one that came alone.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A SemaphoreSlim without a wait handle holds nothing to free.")]
internal sealed partial class SapBatch(CreationDesk desk, Func<HttpContext, Task> single)
{
    private const string Line = "\r\n";

    private readonly SemaphoreSlim turn = new(1);

    /// <exception cref="SapException">The body is no batch.</exception>
    public async Task Serve(HttpContext context)
    {
        var boundary = BoundaryOf(context.Request.ContentType) ?? throw Malformed("the content type has no boundary");
        using var reader = new StreamReader(context.Request.Body, new UTF8Encoding(false));
        var text = await reader.ReadToEndAsync();
        if (!text.Contains($"--{boundary}--", StringComparison.Ordinal))
        {
            throw Malformed("the closing boundary is missing");
        }

        var mark = $"ejjeeffe{Guid.NewGuid():N}";
        var answer = new StringBuilder();
        foreach (var part in Parts(text, boundary))
        {
            answer.Append($"--{mark}{Line}").Append(await Part(part, context, mark));
        }

        answer.Append($"--{mark}--{Line}");
        var body = Encoding.UTF8.GetBytes(answer.ToString());
        context.Response.StatusCode = 202;
        context.Response.ContentType = $"multipart/mixed; boundary={mark}";
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body);
    }

    private async Task<string> Part(string part, HttpContext outer, string mark)
    {
        var (head, content) = Cut(part);
        if (BoundaryOf(Header(head, "Content-Type")) is not { } inner)
        {
            var read = Request(content, outer);
            return HttpMethods.IsGet(read.Request.Method)
                ? Wrap(await Run(read), null)
                : throw Malformed($"{read.Request.Method} stands outside of a changeset");
        }

        await turn.WaitAsync();
        try
        {
            return await Changeset(content, inner, outer, mark);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<string> Changeset(string content, string boundary, HttpContext outer, string mark)
    {
        using var changes = desk.Begin();
        var answers = new StringBuilder();
        foreach (var operation in Parts(content, boundary))
        {
            var (head, http) = Cut(operation);
            var answer = await Run(Request(http, outer));
            if (answer.Status >= 400)
            {
                return Wrap(answer, null);
            }

            answers.Append($"--{mark}-c{Line}").Append(Wrap(answer, Header(head, "Content-ID")));
        }

        changes.Keep();
        answers.Append($"--{mark}-c--{Line}");
        return $"Content-Type: multipart/mixed; boundary={mark}-c{Line}"
            + $"Content-Length: {Encoding.UTF8.GetByteCount(answers.ToString())}{Line}{Line}{answers}{Line}";
    }

    private async Task<Answered> Run(DefaultHttpContext inner)
    {
        using var kept = new MemoryStream();
        inner.Response.Body = kept;
        await single(inner);
        var headers = inner.Response.Headers.Where(h => h.Key is "Location" or "sap-message" or "Content-Type"
                or "dataserviceversion" or "ETag")
            .Select(h => $"{h.Key}: {h.Value}{Line}");
        return new Answered(inner.Response.StatusCode, string.Concat(headers), kept.ToArray());
    }

    private static DefaultHttpContext Request(string http, HttpContext outer)
    {
        var (head, body) = Cut(http);
        var line = head.Split(Line)[0].Split(' ');
        if (line is not [var method, var target, "HTTP/1.1"])
        {
            throw Malformed($"'{head.Split(Line)[0]}' is no request line");
        }

        var service = (string)outer.Request.RouteValues["service"]!;
        var query = target.IndexOf('?', StringComparison.Ordinal);
        var path = query < 0 ? target : target[..query];
        var inner = new DefaultHttpContext { RequestServices = outer.RequestServices };
        inner.Request.Method = method;
        inner.Request.Path = $"/sap/opu/odata/sap/{service}/{path}";
        inner.Request.QueryString = new QueryString(query < 0 ? "" : target[query..]);
        inner.Request.RouteValues["service"] = service;
        inner.Request.RouteValues["set"] = Uri.UnescapeDataString(path);
        inner.Request.Headers.Accept = Header(head, "Accept");
        inner.Request.Headers.IfMatch = Header(head, "If-Match");
        var bytes = Encoding.UTF8.GetBytes(body);
        var length = int.TryParse(Header(head, "Content-Length"), out var stated) ? stated : 0;
        inner.Request.Body = length <= bytes.Length
            ? new MemoryStream(bytes, 0, length)
            : throw Malformed($"Content-Length says {length}, the part holds {bytes.Length}");
        return inner;
    }

    private static string Wrap(Answered answer, string? contentId)
    {
        var http = $"HTTP/1.1 {answer.Status} {(answer.Status < 400 ? "OK" : "Error")}{Line}{answer.Headers}"
            + $"Content-Length: {answer.Body.Length}{Line}{Line}{Encoding.UTF8.GetString(answer.Body)}";
        return $"Content-Type: application/http{Line}Content-Length: {Encoding.UTF8.GetByteCount(http)}{Line}"
            + $"content-transfer-encoding: binary{Line}"
            + (contentId is null ? "" : $"Content-ID: {contentId}{Line}") + $"{Line}{http}{Line}";
    }

    private static IEnumerable<string> Parts(string text, string boundary) =>
        text.Split($"--{boundary}--", 2)[0].Split($"--{boundary}{Line}").Skip(1);

    private static (string Head, string Content) Cut(string text)
    {
        var end = text.IndexOf(Line + Line, StringComparison.Ordinal);
        return end < 0 ? throw Malformed("no empty line ends the headers") : (text[..end], text[(end + 4)..]);
    }

    private static string? Header(string head, string name) => head.Split(Line)
        .Where(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))
        .Select(line => line[(name.Length + 1)..].Trim())
        .FirstOrDefault();

    private static string? BoundaryOf(string? type) =>
        type is not null && Boundary().Match(type) is { Success: true } match ? match.Groups[1].Value : null;

    private static SapException Malformed(string what) => new(400, "/IWFND/CM_MGW/067", $"Malformed batch: {what}");

    [GeneratedRegex("multipart/mixed; *boundary=\"?([^;\"]+)")]
    private static partial Regex Boundary();

    private sealed record Answered(int Status, string Headers, byte[] Body);
}
