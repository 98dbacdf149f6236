using System.Diagnostics.CodeAnalysis;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.GenericHttp;
using DealerIntegration.Connectors.Http;

namespace DealerIntegration.Connectors.U8;

/// <summary>
/// The token of U8's OpenAPI (令牌). However many callers there are, one fetches and the others wait; it is renewed some
/// minutes before it ends, and anew where it was refused.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A SemaphoreSlim without a wait handle holds nothing to free.")]
internal sealed class U8Session(
    PartnerHttp http, string basePath, ConnectorFile file, string secret, TimeProvider time)
{
    private const string What = "system/token";

    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim _fetching = new(1);
    private AccessToken? _current;

    /// <summary>The token in use, or a new one in place of <paramref name="stale"/>.</summary>
    /// <exception cref="ConnectorException">U8 does not answer, or does not know the application.</exception>
    public async Task<AccessToken> TokenAsync(AccessToken? stale, CancellationToken cancel)
    {
        await _fetching.WaitAsync(cancel);
        try
        {
            return _current is { } current && current != stale && time.GetUtcNow() < current.RenewAt
                ? current
                : _current = await FetchAsync(cancel);
        }
        finally
        {
            _fetching.Release();
        }
    }

    private async Task<AccessToken> FetchAsync(CancellationToken cancel)
    {
        AccessToken? token = null;
        var app = file.App!;
        var query = $"from_account={Uri.EscapeDataString(app.Customer)}&app_key={Uri.EscapeDataString(app.Key)}"
            + $"&app_secret={Uri.EscapeDataString(secret)}";
        await http.ReadAsync(
            What,
            () => new HttpRequestMessage(HttpMethod.Get, http.On($"{basePath}{What}?{query}")),
            a => token = Of(U8Answer.Of(a, What), http.RetryAfterOf(a)),
            cancel);
        return token!;
    }

    private AccessToken Of(U8Answer answer, TimeSpan? retryAfter)
    {
        answer.RequireSuccess(file.U8!, What, retryAfter);
        var token = answer.Root.TryGetProperty("token", out var found) ? answer with { Root = found } : answer;
        if (token.Text("id") is not { } value)
        {
            throw new ConnectorException(ConnectorFailure.Configuration, $"{What}: the answer holds no token.id.");
        }

        var lasts = TimeSpan.FromSeconds(token.Number("expiresIn", What));
        return new AccessToken(value, time.GetUtcNow() + (lasts > Margin * 2 ? lasts - Margin : lasts / 2));
    }
}
