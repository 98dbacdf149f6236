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

    public YonBipClient(ConnectorFile file, ISecrets secrets, TimeProvider time, HttpMessageHandler? testHandler)
    {
        var app = file.App ?? throw new ConfigurationException(
            $"{file.FilePath}: a YonBIP connector needs 'app' with key, secret and, as customer, the tenant's id.");
        var secret = secrets.Get(app.Secret.Secret);
        _session = new YonBipSession(
            file,
            app,
            secret,
            time,
            address => new PartnerHttp(file with { Address = address }, time, testHandler, secret));
    }

    /// <summary>A list or a query, posted as JSON; it changes nothing, so it is tried again like any read.</summary>
    /// <param name="path">Below the gateway: <c>/yonbip/sd/voucherorder/list</c>.</param>
    /// <exception cref="ConnectorException">No usable answer, or a failure inside one.</exception>
    public async Task<YonBipEnvelope> QueryAsync(string path, string json, CancellationToken cancel)
    {
        var (gateway, token) = await _session.EnterAsync(stale: null, cancel);
        var envelope = await AskAsync(gateway, token, path, json, isLast: false, cancel);
        if (!envelope.IsTokenRefused)
        {
            return envelope;
        }

        (gateway, token) = await _session.EnterAsync(stale: token, cancel);
        return await AskAsync(gateway, token, path, json, isLast: true, cancel);
    }

    private static async Task<YonBipEnvelope> AskAsync(
        YonBipGateway gateway, YonBipToken token, string path, string json, bool isLast, CancellationToken cancel)
    {
        var (host, redaction) = (gateway.Calls, new Redaction(token.Value, Uri.EscapeDataString(token.Value)));
        YonBipEnvelope? envelope = null;
        try
        {
            await host.Http.ReadAsync(path, () => Request(host, token, path, json), Verify, cancel);
            return envelope!;
        }
        catch (ConnectorException e) when (redaction.Clean(e.Message) != e.Message)
        {
            // A proxy's page may quote the address, and the address holds the token.
            throw new ConnectorException(e.Failure, redaction.Clean(e.Message)) { RetryAfter = e.RetryAfter };
        }

        void Verify(Answer answer)
        {
            envelope = YonBipEnvelope.Of(answer, path);
            if (isLast || !envelope.IsTokenRefused)
            {
                envelope.RequireSuccess(path, host.Http.RetryAfterOf(answer));
            }
        }
    }

    private static HttpRequestMessage Request(YonBipHost host, YonBipToken token, string path, string json) =>
        new(HttpMethod.Post, host.On($"{path}?access_token={Uri.EscapeDataString(token.Value)}"))
        {
            Content = new StringContent(json, Encoding.UTF8, "application/json"),
        };
}
