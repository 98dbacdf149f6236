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

    /// <summary>
    /// True when SAP turned a write away for its token, before it looked at the document. The header is lost behind
    /// some proxies; the words stay.
    /// </summary>
    public static bool TurnedAway(Answer answer) => (int)answer.Status == 403
        && (string.Equals(answer.Header(TokenHeader), "Required", StringComparison.OrdinalIgnoreCase)
            || answer.Text.Contains("CSRF token", StringComparison.OrdinalIgnoreCase));

    /// <summary>The token in use, or a new one in place of <paramref name="stale"/>.</summary>
    /// <exception cref="ConnectorException">SAP could not be asked for one.</exception>
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

    // The root of the service is light and open to whoever may write. Some systems give the token only there, some only
    // to HEAD, and some only with a read of data.
    private async Task<CsrfToken> FetchAsync(string path, CancellationToken cancel)
    {
        var root = path[..(path.IndexOf('/', StringComparison.Ordinal) + 1)];
        (HttpMethod Method, string Path)[] places =
            [(HttpMethod.Get, root), (HttpMethod.Head, root), (HttpMethod.Get, $"{path}?$top=1")];
        Answer? answered = null;
        foreach (var place in places)
        {
            var mustAnswer = answered is null && place == places[^1];
            var answer = await client.AskAsync(
                place.Method, place.Path, r => r.Headers.Add(TokenHeader, "Fetch"),
                a => !mustAnswer && (int)a.Status != 401 && !Verdict.IsTransient(a.Status),
                cancel);
            if (answer.Header(TokenHeader) is { Length: > 0 } token && token != "Required")
            {
                return new CsrfToken(token, Cookies(answer));
            }

            answered = place.Method == HttpMethod.Get && IsSound(answer) ? answer : answered;
        }

        // The service wants none, or says that it does when it is written to.
        return answered is not null
            ? new CsrfToken(null, Cookies(answered))
            : throw new ConnectorException(
                ConnectorFailure.Configuration,
                $"{path}: SAP gave no {TokenHeader}; check that the service is active and the user may call it.");
    }

    // Some gateways give a failure a good status; a failure does not say that no token is wanted.
    private static bool IsSound(Answer answer) =>
        answer.IsSuccess && !answer.IsHtml && SapError.Of(answer) is null;

    // All of them, whatever their names: the set differs by release and by what stands in front of SAP.
    private static string Cookies(Answer answer) => answer.Headers.TryGetValues("Set-Cookie", out var cookies)
        ? string.Join("; ", cookies.Select(c => c.Split(';', 2)[0].Trim()))
        : "";
}

/// <param name="Value">Null where the service gave none.</param>
internal sealed record CsrfToken(string? Value, string Cookies)
{
    public void ApplyTo(HttpRequestMessage request)
    {
        if (Value is not null)
        {
            request.Headers.Add("x-csrf-token", Value);
        }

        if (Cookies.Length > 0)
        {
            request.Headers.Add("Cookie", Cookies);
        }
    }
}
