using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Http;

namespace DealerIntegration.Connectors.Sap;

/// <summary>Sends writes to SAP (SAP 写请求), each once, with the token and cookies that SAP wants.</summary>
internal sealed class SapWriter(SapClient client)
{
    private readonly CsrfSession _csrf = new(client);

    /// <param name="path">Service and entity set that the token is fetched for.</param>
    /// <param name="make">Makes the request; made anew where SAP turned it away.</param>
    /// <exception cref="ConnectorException">No whole answer came back: the effect is unknown, unless it says that
    /// nothing was sent.</exception>
    public async Task<Answer> SendAsync(string path, Func<HttpRequestMessage> make, CancellationToken cancel)
    {
        var token = await TokenAsync(path, stale: null, cancel);
        var answer = await SendAsync(path, make, token, cancel);
        if (!CsrfSession.TurnedAway(answer))
        {
            return answer;
        }

        // Turned away at the door: nothing was posted, so this second send is still the first.
        token = await TokenAsync(path, stale: token, cancel);
        answer = await SendAsync(path, make, token, cancel);
        return CsrfSession.TurnedAway(answer)
            ? throw new ConnectorException(
                ConnectorFailure.Configuration,
                $"{path}: SAP turns writes away for their x-csrf-token"
                + (token.Value is null ? ", and gives none" : ", also with one that it gave just now")
                + "; check that the service is active, that the user may call it, and that no proxy takes cookies or "
                + "headers away.")
            {
                NotSent = true,
            }
            : answer;
    }

    private async Task<CsrfToken> TokenAsync(string path, CsrfToken? stale, CancellationToken cancel)
    {
        try
        {
            return await _csrf.TokenAsync(path, stale, cancel);
        }
        catch (ConnectorException e)
        {
            throw new ConnectorException(e.Failure, e.Message, e) { RetryAfter = e.RetryAfter, NotSent = true };
        }
    }

    private Task<Answer> SendAsync(
        string path, Func<HttpRequestMessage> make, CsrfToken token, CancellationToken cancel) =>
        client.SendAsync(
            path,
            () =>
            {
                var request = make();
                token.ApplyTo(request);
                return request;
            },
            cancel);
}
