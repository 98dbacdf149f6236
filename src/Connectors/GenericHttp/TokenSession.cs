using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Http;

namespace DealerIntegration.Connectors.GenericHttp;

/// <summary>
/// The token of OAuth 2 client credentials (访问令牌), renewed shortly before it ends.
/// </summary>
internal sealed class TokenSession
{
    private const string What = "token";

    // Longer than a slow call takes; of a short life no more than a fifth.
    private static readonly TimeSpan LongestMargin = TimeSpan.FromMinutes(1);

    private readonly AccessTokens _tokens;
    private readonly PartnerHttp _http;
    private readonly TimeProvider _time;
    private readonly HttpAuth _auth;
    private readonly string _secret;

    public TokenSession(
        ConnectorFile file, HttpAuth auth, string secret, TimeProvider time, HttpMessageHandler? testHandler)
    {
        var address = auth.TokenAddress!;
        var full = address.StartsWith('/')
            ? new Uri(OutboundGuard.For(file.Address, file.FilePath).On(address).AbsoluteUri).AbsoluteUri
            : address;
        (_auth, _secret, _time) = (auth, secret, time);
        _tokens = new AccessTokens(FetchAsync, time);
        _http = new PartnerHttp(
            file with { Address = full }, time, testHandler, secret, Uri.EscapeDataString(secret), Basic());
    }

    /// <summary>The token in use, or a new one in place of <paramref name="stale"/>.</summary>
    /// <exception cref="ConnectorException">The token's issuer gives none.</exception>
    public Task<AccessToken> TokenAsync(AccessToken? stale, CancellationToken cancel) =>
        _tokens.TokenAsync(stale, cancel);

    private async Task<AccessToken> FetchAsync(CancellationToken cancel)
    {
        AccessToken? token = null;
        await _http.ReadAsync(What, Request, a => token = Of(a), cancel);
        return token!;
    }

    private HttpRequestMessage Request()
    {
        Dictionary<string, string> form = new() { ["grant_type"] = "client_credentials" };
        if (_auth.Scope is { } scope)
        {
            form["scope"] = scope;
        }

        var request = new HttpRequestMessage(HttpMethod.Post, _http.Address);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (_auth.ClientIn == ClientPlace.Body)
        {
            form["client_id"] = _auth.Client!;
            form["client_secret"] = _secret;
        }
        else
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Basic());
        }

        request.Content = new FormUrlEncodedContent(form);
        return request;
    }

    // Id and secret are escaped first, as RFC 6749 says.
    private string Basic() => Convert.ToBase64String(Encoding.UTF8.GetBytes(
        $"{Uri.EscapeDataString(_auth.Client!)}:{Uri.EscapeDataString(_secret)}"));

    private AccessToken Of(Answer answer)
    {
        var tree = AnswerTree.Parse(answer.Body, BodyFormat.Json, What);
        var value = tree.Text("access_token") ?? throw new ConnectorException(
            ConnectorFailure.Configuration, $"{What}: the answer holds no access_token; correct 'tokenAddress'.");
        if (tree.Text("expires_in") is not { } life)
        {
            return new AccessToken(value, DateTimeOffset.MaxValue);
        }

        if (!int.TryParse(life, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            throw new ConnectorException(
                ConnectorFailure.Configuration, $"{What}: expires_in is '{life}', which is no number of seconds.");
        }

        var lasts = TimeSpan.FromSeconds(seconds);
        var margin = lasts / 5 < LongestMargin ? lasts / 5 : LongestMargin;
        return new AccessToken(value, _time.GetUtcNow() + lasts - margin);
    }
}
