using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Http;

namespace DealerIntegration.Connectors.U8;

/// <summary>The token of U8's OpenAPI (令牌), renewed some minutes before it ends.</summary>
internal sealed class U8Session
{
    private const string What = "system/token";

    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    private readonly PartnerHttp _http;
    private readonly string _basePath;
    private readonly ConnectorFile _file;
    private readonly string _secret;
    private readonly TimeProvider _time;
    private readonly AccessTokens _tokens;

    public U8Session(PartnerHttp http, string basePath, ConnectorFile file, string secret, TimeProvider time)
    {
        (_http, _basePath, _file, _secret, _time) = (http, basePath, file, secret, time);
        _tokens = new AccessTokens(FetchAsync, time);
    }

    /// <summary>The token in use, or a new one in place of <paramref name="stale"/>.</summary>
    /// <exception cref="ConnectorException">U8 does not answer, or does not know the application.</exception>
    public Task<AccessToken> TokenAsync(AccessToken? stale, CancellationToken cancel) =>
        _tokens.TokenAsync(stale, cancel);

    private async Task<AccessToken> FetchAsync(CancellationToken cancel)
    {
        AccessToken? token = null;
        var app = _file.App!;
        var query = $"from_account={Uri.EscapeDataString(app.Customer)}&app_key={Uri.EscapeDataString(app.Key)}"
            + $"&app_secret={Uri.EscapeDataString(_secret)}";
        await _http.ReadAsync(
            What,
            () => new HttpRequestMessage(HttpMethod.Get, _http.On($"{_basePath}{What}?{query}")),
            a => token = Of(U8Answer.Of(a, What), _http.RetryAfterOf(a)),
            cancel);
        return token!;
    }

    private AccessToken Of(U8Answer answer, TimeSpan? retryAfter)
    {
        answer.RequireSuccess(_file.U8!, What, retryAfter);
        var token = answer.Root.TryGetProperty("token", out var found) ? answer with { Root = found } : answer;
        if (token.Text("id") is not { } value)
        {
            throw new ConnectorException(ConnectorFailure.Configuration, $"{What}: the answer holds no token.id.");
        }

        var lasts = TimeSpan.FromSeconds(token.Number("expiresIn", What));
        return new AccessToken(value, _time.GetUtcNow() + (lasts > Margin * 2 ? lasts - Margin : lasts / 2));
    }
}
