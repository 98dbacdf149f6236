using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace DealerIntegration.Worker.Tests.Secrecy;

/// <summary>
/// A partner that refuses everything and quotes the whole request in its error, in the way the first step of the path
/// says. Below <c>late</c> it gives a token before it refuses what the token was for.
/// </summary>
internal sealed class Parrot : IAsyncDisposable
{
    public const string Token = "k4n4ry-token+/=&<x>'~%";

    private static readonly string[] SignIns = ["/token", "/getAccessToken", "/getGatewayAddress"];

    private readonly WebApplication _app;

    private Parrot(WebApplication app) => _app = app;

    public string Address => _app.Urls.Single();

    /// <summary>How many requests were quoted, by the first two steps of their paths.</summary>
    public ConcurrentDictionary<string, int> Quoted { get; } = [];

    public static async Task<Parrot> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var parrot = new Parrot(app);
        app.Run(parrot.AnswerAsync);
        await app.StartAsync();
        return parrot;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync();
        var path = http.Request.Path.Value!;
        var mode = path.Split('/')[1];
        var below = string.Join('/', path.Split('/')[..3]);
        if (mode == "late" && SignIns.Any(end => path.EndsWith(end, StringComparison.OrdinalIgnoreCase)))
        {
            await SayAsync(http, 200, "application/json", Welcome(below));
            return;
        }

        Quoted.AddOrUpdate(below, 1, (_, times) => times + 1);

        // What proves the caller first: an excerpt is short.
        var quote = string.Join(' ', http.Request.Headers
            .Where(h => h.Key is not ("Accept" or "Host" or "Content-Length"))
            .Select(h => $"{h.Key}: {h.Value}")) + $" {body} {http.Request.QueryString}";
        await (mode switch
        {
            "json" => SayAsync(http, 400, "application/json", JsonSerializer.Serialize(
                new { error = new { code = "X", message = new { value = $"cannot read: {quote}" } } })),
            "plain" => SayAsync(http, 401, "application/json", JsonSerializer.Serialize(new { said = quote })),
            "inner" => SayAsync(http, 200, "application/json", JsonSerializer.Serialize(
                new { code = "E1", said = $"cannot read: {quote}" })),
            "address" => SayAsync(http, 403, "text/plain", $"see /why?{WebUtility.UrlEncode(quote)}"),
            "xml" => SayAsync(
                http, 200, "text/xml",
                "<response><flag>failure</flag><code>S1</code>"
                + $"<message>{WebUtility.HtmlEncode(quote)}</message></response>"),
            _ => SayAsync(
                http, 400, "text/html",
                $"<html><b>Bad request</b><pre>{WebUtility.HtmlEncode(quote)}</pre></html>"),
        });
    }

    // A token as each kind of partner hands it out.
    private string Welcome(string below) => JsonSerializer.Serialize(new
    {
        access_token = Token,
        errcode = "0",
        token = new { id = Token, expiresIn = 7200 },
        code = "00000",
        data = new
        {
            access_token = Token, expire = 7200, gatewayUrl = Address + below, tokenUrl = Address + below,
        },
    });

    private static Task SayAsync(HttpContext http, int status, string type, string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        http.Response.StatusCode = status;
        http.Response.ContentType = type;
        http.Response.ContentLength = bytes.Length;
        return http.Response.Body.WriteAsync(bytes).AsTask();
    }
}
