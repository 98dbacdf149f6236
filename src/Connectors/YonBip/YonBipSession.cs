using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Http;

namespace DealerIntegration.Connectors.YonBip;

/// <summary>
/// The tenant's gateway and the token for it. However many callers there are, one fetches and the others wait; a token
/// that was refused is fetched anew once. YonBIP does not say whether a new token ends the old one, so there is one
/// session for each application.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A SemaphoreSlim without a wait handle holds nothing to free.")]
internal sealed class YonBipSession(
    ConnectorFile file, App app, string secret, TimeProvider time, Func<string, PartnerHttp> connect)
{
    private const string TokenPath = "/open-auth/selfAppAuth/base/v1/getAccessToken";

    private readonly PartnerHttp _discovery = connect(file.Address ?? "");
    private readonly SemaphoreSlim _fetching = new(1);
    private YonBipGateway? _gateway;
    private YonBipToken? _current;
    private volatile bool _isDoubted;

    /// <summary>
    /// The gateway did not answer as one: the tenant may have been moved, so its address is asked for anew.
    /// </summary>
    public void DoubtGateway() => _isDoubted = true;

    /// <summary>The gateway and the token in use, or a new one in place of <paramref name="stale"/>.</summary>
    /// <exception cref="ConnectorException">The gateway does not answer, or does not know the application.</exception>
    public async Task<(YonBipGateway Gateway, YonBipToken Token)> EnterAsync(
        YonBipToken? stale, CancellationToken cancel)
    {
        await _fetching.WaitAsync(cancel);
        try
        {
            if (_gateway is null || _isDoubted)
            {
                var found = await FindAsync(cancel);

                // A token is good in its own data centre only.
                _current = found == _gateway ? _current : null;
                _gateway = found;
                _isDoubted = false;
            }

            _current = _current is { } current && current != stale && time.GetUtcNow() < current.RenewAt
                ? current
                : await FetchAsync(_gateway, cancel);
            return (_gateway, _current);
        }
        finally
        {
            _fetching.Release();
        }
    }

    private async Task<YonBipGateway> FindAsync(CancellationToken cancel)
    {
        const string what = "getGatewayAddress";
        var path = _discovery.Address.AbsolutePath.TrimEnd('/') + YonBipGateway.Discovery(app.Customer);
        var data = await AskAsync(_discovery, what, () => _discovery.On(path), cancel);
        return YonBipGateway.Of(data, file, _gateway, connect);
    }

    private async Task<YonBipToken> FetchAsync(YonBipGateway gateway, CancellationToken cancel)
    {
        const string what = "getAccessToken";
        var data = await AskAsync(gateway.Tokens.Http, what, () => gateway.Tokens.On(TokenPath + Query()), cancel);
        return data.ValueKind == JsonValueKind.Object
            && data.TryGetProperty("access_token", out var token)
            && token.GetString() is { Length: > 0 } value
            && data.TryGetProperty("expire", out var expire)
            && long.TryParse(expire.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? YonBipToken.Lasting(value, TimeSpan.FromSeconds(seconds), time.GetUtcNow())
            : throw new ConnectorException(
                ConnectorFailure.Configuration, $"{what}: the answer has no access_token and expire in seconds.");
    }

    // Made for every try: the timestamp ages.
    private string Query()
    {
        var timestamp = time.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        Dictionary<string, string> parameters = new() { ["appKey"] = app.Key, ["timestamp"] = timestamp };
        parameters["signature"] = YonBipSignature.Of(parameters, secret);
        return "?" + string.Join('&', parameters.Select(p => $"{p.Key}={Uri.EscapeDataString(p.Value)}"));
    }

    private static async Task<JsonElement> AskAsync(
        PartnerHttp http, string what, Func<Uri> address, CancellationToken cancel)
    {
        YonBipEnvelope? envelope = null;
        await http.ReadAsync(
            what,
            () => new HttpRequestMessage(HttpMethod.Get, address()),
            a => envelope = YonBipEnvelope.Of(a, what).RequireSuccess(what, http.RetryAfterOf(a)),
            cancel);
        return envelope!.Data;
    }
}
