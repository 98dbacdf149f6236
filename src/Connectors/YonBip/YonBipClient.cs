using System.Text;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Http;

namespace DealerIntegration.Connectors.YonBip;

/// <summary>
/// Calls of YonBIP's open interfaces (用友 BIP 开放接口) with the token in the query, where the gateway wants it. A token
/// that is refused in the middle of a run is renewed once; refused again, it is a matter for a person.
/// </summary>
internal sealed class YonBipClient
{
    private readonly YonBipSession _session;
    private readonly TimeSpan? _limitPause;

    public YonBipClient(ConnectorFile file, ISecrets secrets, TimeProvider time, HttpMessageHandler? testHandler)
    {
        var app = file.App ?? throw new ConfigurationException(
            $"{file.FilePath}: a YonBIP connector needs 'app' with key, secret and, as customer, the tenant's id.");
        var secret = secrets.Get(app.Secret.Secret);
        _limitPause = file.Yonbip?.LimitPauseSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
        _session = new YonBipSession(
            file,
            app,
            secret,
            time,
            address => new PartnerHttp(file with { Address = address }, time, testHandler, secret));
    }

    /// <summary>Finds the gateway and fetches a token, where that has not been done yet.</summary>
    /// <exception cref="ConnectorException">The gateway does not answer, or does not know the application.</exception>
    public Task EnterAsync(CancellationToken cancel) => _session.EnterAsync(stale: null, cancel);

    /// <summary>A list or a query, posted as JSON; it changes nothing, so it is tried again like any read.</summary>
    /// <param name="path">Below the gateway: <c>/yonbip/sd/voucherorder/list</c>.</param>
    /// <param name="verify">Says more about an answer: throws when it is not what was asked for.</param>
    /// <param name="emptyCodes">Codes that say that nothing was found.</param>
    /// <exception cref="ConnectorException">No usable answer, or a failure inside one.</exception>
    public async Task<YonBipAnswer> QueryAsync(
        string path,
        string json,
        CancellationToken cancel,
        Action<YonBipEnvelope>? verify = null,
        IReadOnlyCollection<string>? emptyCodes = null)
    {
        var (gateway, token) = await _session.EnterAsync(stale: null, cancel);
        var found = await ReadAsync(isLast: false);
        if (!found.Envelope.IsTokenRefused)
        {
            return found;
        }

        (gateway, token) = await _session.EnterAsync(stale: token, cancel);
        return await ReadAsync(isLast: true);

        Task<YonBipAnswer> ReadAsync(bool isLast)
        {
            YonBipEnvelope? envelope = null;
            void Judge(Answer answer)
            {
                envelope = YonBipEnvelope.Of(answer, path);
                if (envelope.Code == YonBipCodes.NotRegistered)
                {
                    _session.DoubtGateway();
                }

                if (emptyCodes?.Contains(envelope.Code) != true && (isLast || !envelope.IsTokenRefused))
                {
                    envelope.RequireSuccess(path, PauseOf(envelope, gateway, answer));
                    verify?.Invoke(envelope);
                }
            }

            // The gateway's own 404 holds a code, which says more than the status.
            bool IsJudged(Answer answer)
            {
                if (answer.IsSuccess || Verdict.IsTransient(answer.Status) || !YonBipEnvelope.IsIn(answer))
                {
                    return false;
                }

                Judge(answer);
                return true;
            }

            return GuardedAsync(token, async _ =>
            {
                var answer = await gateway.Calls.Http.ReadAsync(
                    path, () => Request(gateway.Calls, token, path, json), Judge, cancel, IsJudged);
                return new YonBipAnswer(envelope!, answer);
            });
        }
    }

    /// <summary>
    /// Sends once. A token that the gateway refuses was refused before anybody looked at the document, so the send that
    /// follows is still the first.
    /// </summary>
    /// <exception cref="ConnectorException">No whole answer came back: the effect is unknown.</exception>
    public async Task<YonBipReply> WriteAsync(string path, string json, CancellationToken cancel)
    {
        var (gateway, token) = await _session.EnterAsync(stale: null, cancel);
        var reply = await SendAsync(gateway, token);
        if (reply.Envelope?.IsTokenRefused != true)
        {
            return reply;
        }

        (gateway, token) = await _session.EnterAsync(stale: token, cancel);
        return await SendAsync(gateway, token);

        Task<YonBipReply> SendAsync(YonBipGateway at, YonBipToken with) => GuardedAsync(with, async redaction =>
        {
            var answer = await at.Calls.Http.WriteAsync(path, () => Request(at.Calls, with, path, json), cancel);
            var envelope = (int)answer.Status < 500 && YonBipEnvelope.IsIn(answer)
                ? YonBipEnvelope.Of(answer, path)
                : null;
            var said = envelope?.Said ?? $"YonBIP answered {(int)answer.Status}. {PartnerText.Of(answer)}";
            return new YonBipReply(envelope, redaction.Clean(said), PauseOf(envelope, at, answer));
        });
    }

    // A proxy's page may quote the address, and the address holds the token.
    private async Task<T> GuardedAsync<T>(YonBipToken token, Func<Redaction, Task<T>> call)
    {
        var redaction = new Redaction(token.Value, Uri.EscapeDataString(token.Value));
        try
        {
            return await call(redaction);
        }
        catch (ConnectorException e)
        {
            if (e.InnerException is HttpRequestException)
            {
                _session.DoubtGateway();
            }

            var clean = redaction.Clean(e.Message);
            if (clean == e.Message)
            {
                throw;
            }

            throw new ConnectorException(e.Failure, clean) { RetryAfter = e.RetryAfter };
        }
    }

    private TimeSpan? PauseOf(YonBipEnvelope? envelope, YonBipGateway gateway, Answer answer) =>
        gateway.Calls.Http.RetryAfterOf(answer)
        ?? (envelope is not null && YonBipCodes.IsLimit(envelope.Code) ? _limitPause : null);

    private static HttpRequestMessage Request(YonBipHost host, YonBipToken token, string path, string json) =>
        new(HttpMethod.Post, host.On($"{path}?access_token={Uri.EscapeDataString(token.Value)}"))
        {
            Content = new StringContent(json, Encoding.UTF8, "application/json"),
        };
}

/// <summary>An answer to a query, as it came and as it is read.</summary>
internal sealed record YonBipAnswer(YonBipEnvelope Envelope, Answer Answer);

/// <summary>What came back of a write; no envelope where something in front of YonBIP answered.</summary>
internal sealed record YonBipReply(YonBipEnvelope? Envelope, string Said, TimeSpan? RetryAfter);
