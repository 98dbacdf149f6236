using DealerIntegration.Connectors.Http;

namespace DealerIntegration.Connectors.Sap;

/// <summary>Sends writes to SAP (SAP 写请求), each once, with the token and cookies that SAP wants.</summary>
internal sealed class SapWriter(SapClient client)
{
    private readonly CsrfSession _csrf = new(client);

    /// <param name="path">Service and entity set that the token is fetched from.</param>
    /// <param name="make">Makes the request; made anew where SAP turned it away.</param>
    /// <exception cref="Contract.ConnectorException">No whole answer came back: the effect is unknown.</exception>
    public async Task<Answer> SendAsync(string path, Func<HttpRequestMessage> make, CancellationToken cancel)
    {
        var token = await _csrf.TokenAsync(path, stale: null, cancel);
        var answer = await SendAsync(path, make, token, cancel);
        if (!CsrfSession.TurnedAway(answer))
        {
            return answer;
        }

        // Turned away at the door: nothing was posted, so this second send is still the first.
        token = await _csrf.TokenAsync(path, stale: token, cancel);
        return await SendAsync(path, make, token, cancel);
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
