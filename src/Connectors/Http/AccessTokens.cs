using System.Diagnostics.CodeAnalysis;

namespace DealerIntegration.Connectors.Http;

/// <summary>
/// The token that a partner wants with every call (访问令牌). However many callers there are, one fetches and the others
/// wait; it is fetched anew when its time comes, and where it was refused.
/// </summary>
/// <param name="fetch">Signs in.</param>
/// <param name="time">Tells when the time has come.</param>
[SuppressMessage("Design", "CA1001", Justification = "A SemaphoreSlim without a wait handle holds nothing to free.")]
internal sealed class AccessTokens(Func<CancellationToken, Task<AccessToken>> fetch, TimeProvider time)
{
    private readonly SemaphoreSlim _fetching = new(1);
    private AccessToken? _current;

    /// <summary>The token in use, or a new one in place of <paramref name="stale"/>.</summary>
    /// <exception cref="Contract.ConnectorException">The partner gives none.</exception>
    public async Task<AccessToken> TokenAsync(AccessToken? stale, CancellationToken cancel)
    {
        await _fetching.WaitAsync(cancel);
        try
        {
            return _current is { } current && current != stale && time.GetUtcNow() < current.RenewAt
                ? current
                : _current = await fetch(cancel);
        }
        finally
        {
            _fetching.Release();
        }
    }
}

/// <summary>A token and when to fetch another.</summary>
internal sealed record AccessToken(string Value, DateTimeOffset RenewAt);
