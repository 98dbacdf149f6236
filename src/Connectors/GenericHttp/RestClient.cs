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
        var secret = auth.Secret is { } name ? SecretOf(name.Secret, auth.Kind, secrets) : "";
        _signer = new RequestSigner(auth, secret, time);
        _http = new PartnerHttp(file, time, testHandler, _signer.Secrets);
        _session = auth.Kind is AuthKind.Oauth2 or AuthKind.Token
            ? new TokenSession(file, auth, secret, time, testHandler)
            : null;
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
    /// <exception cref="ConnectorException">The link leads to another host, or out of the base path.</exception>
    public string PathOf(string link, string from, HttpPaging paging)
    {
        var below = paging.Below ?? _basePath;
        if (!Uri.TryCreate(_http.On(below + from.TrimStart('/')), link, out var uri)
            || uri.Scheme is not ("http" or "https")
            || !uri.PathAndQuery.StartsWith(below, StringComparison.Ordinal))
        {
            throw new ConnectorException(
                ConnectorFailure.Configuration,
                $"{from}: the link to the next page leads to '{PartnerText.Shorten(link.Split('?')[0])}', which is not "
                + $"below '{below}'. Correct 'address'; where a proxy changes the path, name the partner's as paging: "
                + "\"below\": \"/\".");
        }

        return uri.Authority == _http.Address.Authority || paging.Hosts.Contains(uri.Authority)
            ? _signer.Bare(uri.PathAndQuery[below.Length..])
            : throw new ConnectorException(
                ConnectorFailure.Configuration,
                $"{from}: the link to the next page names the host '{uri.Authority}', and 'address' is on "
                + $"'{_http.Address.Authority}'. If both mean the partner, because a proxy stands between, add it to "
                + $"paging: \"hosts\": [\"{uri.Authority}\"]. Else another system answers for it.");
    }

    // Told before anything is sent: the client's own words for it would come with each call, as if they could pass.
    private static string SecretOf(string name, AuthKind kind, ISecrets secrets)
    {
        var secret = secrets.Get(name);
        return kind is not (AuthKind.Bearer or AuthKind.Header) || HeaderName.CanBear(secret)
            ? secret
            : throw new ConfigurationException(
                $"The secret '{name}' holds a line break or a character beyond ASCII, which no header can bear; set it "
                + "anew.");
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

    private bool IsSignInRefused(Answer answer)
    {
        if (answer.Status == HttpStatusCode.Unauthorized)
        {
            return true;
        }

        if (_settings.Failure is not { SignIn.Count: > 0 } failure || answer.IsHtml || !answer.IsSuccess)
        {
            return false;
        }

        // A body that is not whole is told by whoever judges the answer next.
        return AnswerTree.TryOf(answer, _settings.Format) is { } tree
            && tree.Text(failure.Path) is { } code && failure.SignIn.Contains(code);
    }

    private Uri Absolute(string path) => _http.On(_basePath + path.TrimStart('/'));

    private HttpRequestMessage Request(RestCall call, AccessToken? token)
    {
        var request = new HttpRequestMessage(call.Method, Absolute(call.Path));
        request.Headers.Accept.ParseAdd(
            _settings.MediaType ?? (_settings.Format == BodyFormat.Json ? "application/json" : "application/xml"));
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
            request.Content.Headers.ContentType = _settings.MediaType is { } own
                ? MediaTypeHeaderValue.Parse(own)
                : new MediaTypeHeaderValue(mediaType, "utf-8");
        }

        _signer.Sign(request, call.Body, token);
        return request;
    }
}
