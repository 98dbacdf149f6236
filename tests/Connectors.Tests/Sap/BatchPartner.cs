using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace DealerIntegration.Connectors.Tests.Sap;

/// <summary>A request inside a batch as it came.</summary>
internal sealed record BatchedCall(string Method, string Path, string? IfMatch, string Body);

/// <summary>
/// Answers <c>$batch</c> calls of one service: takes them apart by the letter and gives each request the answer that
/// the test made for it.
/// </summary>
internal sealed partial class BatchPartner
{
    private readonly WireMockServer _sap;

    public BatchPartner(WireMockServer sap, string service)
    {
        _sap = sap;
        _sap.Given(Request.Create().WithPath($"/sap/opu/odata/sap/{service}/*").UsingGet()
                .WithHeader("x-csrf-token", "Fetch"))
            .RespondWith(Response.Create().WithHeader("x-csrf-token", "t").WithBody("""{"d":{"results":[]}}"""));
        _sap.Given(Request.Create().WithPath($"/sap/opu/odata/sap/{service}/$batch").UsingPost())
            .RespondWith(Response.Create().WithCallback(async request => await AnswerAsync(request)));
    }

    /// <summary>Status, body and further headers for a request; called in their order.</summary>
    public Func<BatchedCall, (int Status, string Body, string Headers)> Answer { get; set; } = _ => (204, "", "");

    /// <summary>Changes the answer as it is sent.</summary>
    public Func<string, string> Wire { get; set; } = text => text;

    /// <summary>The content type of the answer.</summary>
    public string Type { get; set; } = "multipart/mixed; boundary=out";

    /// <summary>Another answer than a batch.</summary>
    public (int Status, string Body)? Instead { get; set; }

    public List<BatchedCall> Calls { get; } = [];

    public List<string> Bodies { get; } = [];

    private Task<WireMock.ResponseMessage> AnswerAsync(WireMock.IRequestMessage request)
    {
        Bodies.Add(request.Body!);
        if (Instead is var (status, body))
        {
            return Task.FromResult(Message(status, "application/json", body));
        }

        var boundary = Boundary().Match(request.Headers!["Content-Type"].Single()).Groups[1].Value;
        var text = new StringBuilder();
        foreach (var part in Parts(request.Body!, boundary))
        {
            text.Append("--out\r\n").Append(PartAnswer(part));
        }

        text.Append("--out--\r\n");
        return Task.FromResult(Message(202, Type, Wire(text.ToString())));
    }

    private string PartAnswer(string part)
    {
        var inner = Boundary().Match(part[..part.IndexOf("\r\n\r\n", StringComparison.Ordinal)]);
        if (!inner.Success)
        {
            return Http(Answer(Take(part)));
        }

        var answers = Parts(part, inner.Groups[1].Value).Select(p => Answer(Take(p))).ToList();
        var failed = answers.FindIndex(a => a.Status >= 400);
        return failed >= 0
            ? Http(answers[failed])
            : $"Content-Type: multipart/mixed; boundary=in\r\n\r\n"
                + string.Concat(answers.Select(a => $"--in\r\n{Http(a)}")) + "--in--\r\n\r\n";
    }

    private BatchedCall Take(string part)
    {
        var (head, http) = Cut(part);
        Assert.Contains("Content-Type: application/http", head, StringComparison.Ordinal);
        Assert.Contains("Content-Transfer-Encoding: binary", head, StringComparison.Ordinal);
        var (requestHead, body) = Cut(http);
        var line = requestHead.Split("\r\n")[0].Split(' ');
        Assert.Equal("HTTP/1.1", line[2]);
        var match = Regex.Match(requestHead, "If-Match: (.*?)(\r\n|$)");
        var call = new BatchedCall(
            line[0], line[1], match.Success ? match.Groups[1].Value : null, body.TrimEnd('\r', '\n'));
        var length = Regex.Match(requestHead, "Content-Length: ([0-9]+)");
        Assert.True(!length.Success || int.Parse(length.Groups[1].Value, CultureInfo.InvariantCulture)
            == Encoding.UTF8.GetByteCount(call.Body));
        Calls.Add(call);
        return call;
    }

    private static string Http((int Status, string Body, string Headers) answer) =>
        "Content-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n"
        + $"HTTP/1.1 {answer.Status} X\r\nContent-Type: application/json\r\n"
        + $"Content-Length: {Encoding.UTF8.GetByteCount(answer.Body)}\r\n{answer.Headers}\r\n{answer.Body}\r\n";

    private static IEnumerable<string> Parts(string text, string boundary) =>
        text.Split($"--{boundary}--\r\n")[0].Split($"--{boundary}\r\n").Skip(1);

    private static (string Head, string Content) Cut(string text)
    {
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        return (text[..end], text[(end + 4)..]);
    }

    private static WireMock.ResponseMessage Message(int status, string type, string body) => new()
    {
        StatusCode = status,
        Headers = new Dictionary<string, WireMock.Types.WireMockList<string>> { ["Content-Type"] = new(type) },
        BodyData = new WireMock.Util.BodyData
        {
            BodyAsString = body, DetectedBodyType = WireMock.Types.BodyType.String, Encoding = new UTF8Encoding(false),
        },
    };

    [GeneratedRegex("boundary=([^;\r\n]+)")]
    private static partial Regex Boundary();
}
