using System.Net;
using System.Net.Http.Headers;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Http;

namespace DealerIntegration.Connectors.GenericHttp;

/// <summary>
/// Calls of a REST system below its base path, signed as its file says. A token that is refused in the middle of a run
/// is renewed once; refused again, it is a matter for a person.
/// </summary>
internal sealed class RestClient
{
    private readonly PartnerHttp _http;
    private readonly HttpSettings _settings;
    private readonly RequestSigner _signer;
    private readonly TokenSession? _session;
    private readonly string _basePath;

    public RestClient(ConnectorFile file, ISecrets secrets, TimeProvider time, HttpMessageHandler? testHandler)
    {
        _settings = file.Http!;
        var auth = _settings.Auth;
        var secret = auth.Secret is { } name ? secrets.Get(name.Secret) : "";
        _signer = new RequestSigner(auth, secret, time);
        _http = new PartnerHttp(file, time, testHandler, _signer.Secrets);
        _session = auth.Kind == AuthKind.Oauth2 ? new TokenSession(file, auth, secret, time, testHandler) : null;
        _basePath = _http.Address.AbsolutePath.TrimEnd('/') + "/";
    }

    /// <summary>Makes sure that a call can be signed.</summary>
    /// <exception cref="ConnectorException">There is no token to be had.</exception>
    public async Task<AccessToken?> EnterAsync(CancellationToken cancel) =>
        _session is null ? null : await _session.TokenAsync(stale: null, cancel);

    /// <summary>Reads, with retries.</summary>
    /// <param name="accept">Says of an answer, whatever its status, that the caller judges it itself.</param>
    /// <exception cref="ConnectorException">No usable answer after the last try.</exception>
    public Task<Answer> ReadAsync(
        RestCall call, Action<Answer>? verify, Func<Answer, bool>? accept, CancellationToken cancel) =>
        WithTokenAsync(
            (token, mayRenew) => _http.ReadAsync(
                call.Name,
                () => Request(call, token),
                verify,
                cancel,
                a => (mayRenew && IsSignInRefused(a)) || accept?.Invoke(a) == true),
            cancel);

    /// <summary>Sends once. Turned away at the door for its token, nothing was done: the second send is the first.
    /// </summary>
    /// <exception cref="ConnectorException">No whole answer came back: the effect is unknown.</exception>
    public Task<Answer> WriteAsync(RestCall call, CancellationToken cancel) =>
        WithTokenAsync((token, _) => _http.WriteAsync(call.Name, () => Request(call, token), cancel), cancel);

    public TimeSpan? RetryAfterOf(Answer answer) => _http.RetryAfterOf(answer);

    /// <summary>The path below the base path that a link of the partner means; it is followed on our address.</summary>
    /// <param name="hosts">Other hosts that the link may name: behind proxies a partner may not know its own.</param>
    /// <exception cref="ConnectorException">The link leads to another host, or out of the base path.</exception>
    public string PathOf(string link, string from, IReadOnlyCollection<string> hosts)
    {
        if (!Uri.TryCreate(Absolute(from), link, out var uri) || uri.Scheme is not ("http" or "https")
            || !uri.PathAndQuery.StartsWith(_basePath, StringComparison.Ordinal))
        {
            throw new ConnectorException(
                ConnectorFailure.Configuration,
                $"{from}: the link to the next page leads to '{PartnerText.Shorten(link)}', outside {_basePath}; "
                + "correct 'address' or 'paging'.");
        }

        return uri.Authority == _http.Address.Authority || hosts.Contains(uri.Authority)
            ? uri.PathAndQuery[_basePath.Length..]
            : throw new ConnectorException(
                ConnectorFailure.Configuration,
                $"{from}: the link to the next page names the host '{uri.Authority}', and 'address' is on "
                + $"'{_http.Address.Authority}'. If both mean the partner, because a proxy stands between, add it to "
                + $"paging: \"hosts\": [\"{uri.Authority}\"]. Else another system answers for it.");
    }

    private async Task<Answer> WithTokenAsync(
        Func<AccessToken?, bool, Task<Answer>> send, CancellationToken cancel)
    {
        var token = await EnterAsync(cancel);
        var answer = await CleanedAsync(() => send(token, _session is not null), token);
        if (_session is null || !IsSignInRefused(answer))
        {
            return answer;
        }

        token = await _session.TokenAsync(stale: token, cancel);
        return await CleanedAsync(() => send(token, false), token);
    }

    // A proxy's page may quote the request, and the request holds the token.
    private async Task<Answer> CleanedAsync(Func<Task<Answer>> send, AccessToken? token)
    {
        var redaction = new Redaction(token is null ? _signer.Secrets : [token.Value, .. _signer.Secrets]);
        try
        {
            return await send() with { Redaction = redaction };
        }
        catch (ConnectorException e) when (redaction.Clean(e.Message) != e.Message)
        {
            throw new ConnectorException(e.Failure, redaction.Clean(e.Message)) { RetryAfter = e.RetryAfter };
        }
    }

    private static bool IsSignInRefused(Answer answer) => answer.Status == HttpStatusCode.Unauthorized;

    private Uri Absolute(string path) => _http.On(_basePath + path.TrimStart('/'));

    private HttpRequestMessage Request(RestCall call, AccessToken? token)
    {
        var request = new HttpRequestMessage(call.Method, Absolute(call.Path));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(
            _settings.Format == BodyFormat.Json ? "application/json" : "application/xml"));
        foreach (var (name, value) in _settings.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (call.Header is { } header)
        {
            request.Headers.TryAddWithoutValidation(header.Name, header.Value);
        }

        if (call.MediaType is { } mediaType)
        {
            request.Content = new ByteArrayContent(call.Body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(mediaType, "utf-8");
        }

        _signer.Sign(request, call.Body, token);
        return request;
    }
}
