using System.Diagnostics.CodeAnalysis;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Http;

namespace DealerIntegration.Connectors.Sap;

/// <summary>
/// The token and cookies that SAP wants with every write. One fetch serves all writers; a token that has run out is
/// fetched anew once.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A SemaphoreSlim without a wait handle holds nothing to free.")]
internal sealed class CsrfSession(SapClient client)
{
    private const string TokenHeader = "x-csrf-token";

    private readonly SemaphoreSlim _fetching = new(1);
    private CsrfToken? _current;

    /// <summary>True when SAP turned a write away for its token, before it looked at the document.</summary>
    public static bool TurnedAway(Answer answer) => (int)answer.Status == 403
        && string.Equals(answer.Header(TokenHeader), "Required", StringComparison.OrdinalIgnoreCase);

    /// <summary>The token in use, or a new one in place of <paramref name="stale"/>.</summary>
    public async Task<CsrfToken> TokenAsync(string path, CsrfToken? stale, CancellationToken cancel)
    {
        await _fetching.WaitAsync(cancel);
        try
        {
            return _current is { } current && current != stale
                ? current
                : _current = await FetchAsync(path, cancel);
        }
        finally
        {
            _fetching.Release();
        }
    }

    private async Task<CsrfToken> FetchAsync(string path, CancellationToken cancel)
    {
        var answer = await client.GetAsync(
            $"{path}?$top=1", r => r.Headers.Add(TokenHeader, "Fetch"), a => RequireToken(a, path), cancel);
        return new CsrfToken(answer.Header(TokenHeader)!, Cookies(answer));
    }

    private static void RequireToken(Answer answer, string path)
    {
        if (answer.Header(TokenHeader) is null or "" or "Required")
        {
            throw new ConnectorException(
                ConnectorFailure.Configuration,
                $"{path}: SAP gave no {TokenHeader}; check that the service is active and the user may call it.");
        }
    }

    // All of them, whatever their names: the set differs by release and by what stands in front of SAP.
    private static string Cookies(Answer answer) => answer.Headers.TryGetValues("Set-Cookie", out var cookies)
        ? string.Join("; ", cookies.Select(c => c.Split(';', 2)[0].Trim()))
        : "";
}

internal sealed record CsrfToken(string Value, string Cookies)
{
    public void ApplyTo(HttpRequestMessage request)
    {
        request.Headers.Add("x-csrf-token", Value);
        if (Cookies.Length > 0)
        {
            request.Headers.Add("Cookie", Cookies);
        }
    }
}
