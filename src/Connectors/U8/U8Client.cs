using System.Text;
using System.Text.Json.Nodes;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.GenericHttp;
using DealerIntegration.Connectors.Http;

namespace DealerIntegration.Connectors.U8;

/// <summary>
/// Calls of U8's OpenAPI: who calls, whose data and the token stand in the query. An address is therefore never told,
/// only the resource.
/// </summary>
internal sealed class U8Client
{
    private const string TradeId = "system/tradeid";

    private readonly PartnerHttp _http;
    private readonly U8Session _session;
    private readonly U8Settings _settings;
    private readonly App _app;
    private readonly string _secret;
    private readonly string _basePath;

    public U8Client(ConnectorFile file, ISecrets secrets, TimeProvider time, HttpMessageHandler? testHandler)
    {
        (_settings, _app) = (file.U8!, file.App!);
        _secret = secrets.Get(_app.Secret.Secret);
        _http = new PartnerHttp(file, time, testHandler, _secret, Uri.EscapeDataString(_secret));
        _basePath = _http.Address.AbsolutePath.TrimEnd('/') + "/";
        _session = new U8Session(_http, _basePath, file, _secret, time);
    }

    /// <summary>A read: a failure inside the answer is an error, save for those that <paramref name="accept"/> names.
    /// </summary>
    /// <param name="what">Resource and operation, as in <c>saleorderlist/batch_get</c>, or a call of the system's.
    /// </param>
    /// <exception cref="ConnectorException">No usable answer, or a failure inside one.</exception>
    public async Task<(Answer Answer, U8Answer Envelope)> ReadAsync(
        string what,
        IReadOnlyCollection<KeyValuePair<string, string>> query,
        IReadOnlyCollection<string> accept,
        CancellationToken cancel)
    {
        var token = await _session.TokenAsync(stale: null, cancel);
        var read = await AskAsync(token, isLast: false);
        if (_settings.TokenCodes.Contains(read.Envelope.Code))
        {
            token = await _session.TokenAsync(stale: token, cancel);
            read = await AskAsync(token, isLast: true);
        }

        return read;

        Task<(Answer Answer, U8Answer Envelope)> AskAsync(AccessToken with, bool isLast) => Hiding(with, async () =>
        {
            U8Answer? envelope = null;
            var answer = await _http.ReadAsync(
                what,
                () => new HttpRequestMessage(HttpMethod.Get, On(what, query, with)),
                a =>
                {
                    envelope = U8Answer.Of(a, what);
                    if (!accept.Contains(envelope.Code) && (isLast || !_settings.TokenCodes.Contains(envelope.Code)))
                    {
                        envelope.RequireSuccess(_settings, what, _http.RetryAfterOf(a));
                    }
                },
                cancel);
            return (answer, envelope!);
        });
    }

    /// <summary>A number for one write (交易号).</summary>
    public async Task<string> TradeIdAsync(CancellationToken cancel)
    {
        var (_, envelope) = await ReadAsync(TradeId, [], [], cancel);
        return envelope.Root.TryGetProperty("trade", out var trade) && U8Answer.TextOf(trade, "id") is { } id
            ? id
            : throw new ConnectorException(ConnectorFailure.Configuration, $"{TradeId}: the answer holds no trade.id.");
    }

    /// <summary>Makes sure of a token, so that what fails afterwards fails at the document.</summary>
    public Task<AccessToken> EnterAsync(AccessToken? stale, CancellationToken cancel) =>
        _session.TokenAsync(stale, cancel);

    /// <summary>Sends once. Whatever comes back is the caller's to judge.</summary>
    public Task<Answer> WriteAsync(
        string what,
        IEnumerable<KeyValuePair<string, string>> query,
        JsonObject body,
        AccessToken token,
        CancellationToken cancel) => Hiding(token, async () =>
        {
            var answer = await _http.WriteAsync(
                what,
                () => new HttpRequestMessage(HttpMethod.Post, On(what, query, token))
                {
                    Content = new StringContent(BodyText.Json(body), Encoding.UTF8, "application/json"),
                },
                cancel);
            return answer with
            {
                Redaction = new Redaction(
                    _secret, Uri.EscapeDataString(_secret), token.Value, Uri.EscapeDataString(token.Value)),
            };
        });

    /// <summary>Asks whether a write is done, at the address that U8 gave for it and with nothing added.</summary>
    /// <exception cref="ConnectorException">The address is another host's, or does not answer.</exception>
    public async Task<Answer> PollAsync(string address, string what, CancellationToken cancel)
    {
        var own = _http.Address;
        if (!Uri.TryCreate(own, address, out var uri) || uri.Scheme != own.Scheme || uri.Authority != own.Authority)
        {
            throw new ConnectorException(
                ConnectorFailure.Configuration,
                $"{what}: U8 gives an address at '{uri?.Authority}' to ask for the result; only {own.Authority} is "
                + "called.");
        }

        return await _http.ReadAsync(
            what, () => new HttpRequestMessage(HttpMethod.Get, _http.On(uri.PathAndQuery)), verify: null, cancel);
    }

    public TimeSpan? RetryAfterOf(Answer answer) => _http.RetryAfterOf(answer);

    private Uri On(string path, IEnumerable<KeyValuePair<string, string>> query, AccessToken token)
    {
        // The system's own calls are about the caller alone.
        var isSystem = path.StartsWith("system/", StringComparison.Ordinal);
        (string Name, string? Value)[] common =
        [
            ("from_account", _app.Customer),
            ("app_key", _app.Key),
            ("token", token.Value),
            ("to_account", isSystem ? null : _settings.Account),
            ("ds_sequence", isSystem ? null : _settings.DataSource),
        ];
        var text = string.Join('&', common.Concat(query.Select(p => (p.Key, (string?)p.Value)))
            .Where(p => p.Item2 is not null).Select(p => $"{p.Item1}={Uri.EscapeDataString(p.Item2!)}"));
        return _http.On($"{_basePath}{(isSystem ? "" : "api/")}{path}?{text}");
    }

    // A proxy's page may quote the address, and the address holds the token.
    private static async Task<T> Hiding<T>(AccessToken token, Func<Task<T>> call)
    {
        var redaction = new Redaction(token.Value, Uri.EscapeDataString(token.Value));
        try
        {
            return await call();
        }
        catch (ConnectorException e) when (redaction.Clean(e.Message) != e.Message)
        {
            throw new ConnectorException(e.Failure, redaction.Clean(e.Message)) { RetryAfter = e.RetryAfter };
        }
    }
}
