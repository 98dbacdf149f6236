using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Http;

namespace DealerIntegration.Connectors.GenericHttp;

/// <summary>
/// The token that calls bear (访问令牌), of OAuth 2 client credentials or of a sign-in of the partner's own; renewed
/// shortly before it ends.
/// </summary>
internal sealed class TokenSession
{
    /// <summary>What stands for the secret in the body that signs in.</summary>
    public const string SecretPlace = "secret";

    /// <summary>Fields of the request for a token that have members of their own.</summary>
    public static readonly string[] OwnFields = ["client_id", "client_secret", "scope"];

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
        var request = new HttpRequestMessage(HttpMethod.Post, _http.Address);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Content = _auth.Kind == AuthKind.Token ? SignInBody() : Grant(request);
        return request;
    }

    private ByteArrayContent SignInBody()
    {
        Template template = new(new Dictionary<string, Template.Value> { [SecretPlace] = new(_secret) });
        var (bytes, mediaType) = BodyText.Write(template.Fill(_auth.TokenBody!.Value)!.AsObject(), BodyFormat.Json);
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue(mediaType, "utf-8");
        return content;
    }

    private FormUrlEncodedContent Grant(HttpRequestMessage request)
    {
        Dictionary<string, string> form = new() { ["grant_type"] = "client_credentials" };
        foreach (var (name, value) in _auth.TokenFields ?? [])
        {
            form[name] = value;
        }

        if (_auth.Scope is { } scope)
        {
            form["scope"] = scope;
        }

        if (_auth.ClientIn == ClientPlace.Body)
        {
            form["client_id"] = _auth.Client!;
            form["client_secret"] = _secret;
        }
        else
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Basic());
        }

        return new FormUrlEncodedContent(form);
    }

    // Names only: what they hold may be a token.
    private static string Members(Answer answer)
    {
        using var json = JsonDocument.Parse(answer.Body);
        return json.RootElement.ValueKind == JsonValueKind.Object
            ? PartnerText.Shorten(string.Join(", ", json.RootElement.EnumerateObject().Select(m => m.Name)))
            : $"a {json.RootElement.ValueKind}";
    }

    // Id and secret are escaped first, as RFC 6749 says.
    private string Basic() => Convert.ToBase64String(Encoding.UTF8.GetBytes(
        $"{Uri.EscapeDataString(_auth.Client ?? "")}:{Uri.EscapeDataString(_secret)}"));

    private AccessToken Of(Answer answer)
    {
        var tree = AnswerTree.Of(answer, BodyFormat.Json, What);
        var (tokenAt, lifetimeAt) = (_auth.TokenAt ?? "access_token", _auth.LifetimeAt ?? "expires_in");
        var value = tree.Text(tokenAt) ?? throw new ConnectorException(
            ConnectorFailure.Configuration,
            $"{What}: the answer holds no {tokenAt}; it holds {Members(answer)}. Correct 'tokenAddress' or 'tokenAt'.");
        if (tree.Text(lifetimeAt) is not { } life)
        {
            return new AccessToken(value, DateTimeOffset.MaxValue);
        }

        if (!int.TryParse(life, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            throw new ConnectorException(
                ConnectorFailure.Configuration, $"{What}: {lifetimeAt} is '{life}', which is no number of seconds.");
        }

        var lasts = TimeSpan.FromSeconds(seconds);
        var margin = lasts / 5 < LongestMargin ? lasts / 5 : LongestMargin;
        return new AccessToken(value, _time.GetUtcNow() + lasts - margin);
    }
}
