using System.Net;
using System.Text.RegularExpressions;

namespace DealerIntegration.Worker.Tests.Dashboard;

/// <summary>A client with cookies that follows no redirect, so that a test sees each answer.</summary>
public sealed partial class Browser : IDisposable
{
    private readonly HttpClient _client;

    public Browser(Uri address)
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = Cookies };
        _client = new HttpClient(handler) { BaseAddress = address };
    }

    public CookieContainer Cookies { get; } = new();

    public Task<HttpResponseMessage> GetAsync(string path) => _client.GetAsync(new Uri(path, UriKind.Relative));

    public async Task<string> ReadAsync(string path)
    {
        using var answer = await GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => _client.SendAsync(request);

    /// <summary>Posts a form with the token that the page shown before carries.</summary>
    public async Task<HttpResponseMessage> PostAsync(
        string page, string path, params (string Name, string Value)[] fields)
    {
        var token = TokenIn(await ReadAsync(page));
        return await PostPlainAsync(path, [("__RequestVerificationToken", token), .. fields]);
    }

    /// <summary>Posts a form as another site would: without a token.</summary>
    public async Task<HttpResponseMessage> PostPlainAsync(string path, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        return await _client.PostAsync(new Uri(path, UriKind.Relative), form);
    }

    public Task<HttpResponseMessage> SignInAsync(string user, string password, string back = "/") =>
        PostAsync("/sign-in", "/sign-in", ("user", user), ("password", password), ("back", back));

    public static string TokenIn(string page)
    {
        var match = Token().Match(page);
        Assert.True(match.Success, "The page carries no anti-forgery token.");
        return match.Groups[1].Value;
    }

    public void Dispose() => _client.Dispose();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
