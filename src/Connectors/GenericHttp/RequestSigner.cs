using System.Net.Http.Headers;
using System.Text;
using DealerIntegration.Connectors.Http;

namespace DealerIntegration.Connectors.GenericHttp;

/// <summary>Puts onto a request what proves its caller. Runs for every try, so that timestamps stay fresh.</summary>
internal sealed class RequestSigner(HttpAuth auth, string secret, TimeProvider time)
{
    /// <summary>What must not come back into a log.</summary>
    public string[] Secrets => auth.Kind == AuthKind.Basic ? [secret, Basic] : [secret];

    private string Basic => Convert.ToBase64String(Encoding.UTF8.GetBytes($"{auth.User}:{secret}"));

    public void Sign(HttpRequestMessage request, ReadOnlySpan<byte> body, AccessToken? token)
    {
        switch (auth.Kind)
        {
            case AuthKind.Basic:
                request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Basic);
                break;
            case AuthKind.Bearer:
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", secret);
                break;
            case AuthKind.Oauth2 or AuthKind.Token when auth is { Header: null, Parameter: null }:
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token!.Value);
                break;
            case AuthKind.Token or AuthKind.Header or AuthKind.Query:
                Put(request, token?.Value ?? secret);
                break;
            case AuthKind.Hmac:
                SignWith(auth.Hmac!, request, body);
                break;
        }
    }

    /// <summary>An address of the partner's without our proof: such a one is kept, and told in messages.</summary>
    public string Bare(string pathAndQuery)
    {
        var mark = pathAndQuery.IndexOf('?', StringComparison.Ordinal);
        if (mark < 0)
        {
            return pathAndQuery;
        }

        string?[] ours =
            [auth.Parameter, auth.Hmac?.Parameter, auth.Hmac?.TimestampParameter, auth.Hmac?.NonceParameter];
        var kept = pathAndQuery[(mark + 1)..].Split('&')
            .Where(p => !ours.Contains(Uri.UnescapeDataString(p.Split('=', 2)[0])))
            .ToList();
        return pathAndQuery[..mark] + (kept.Count == 0 ? "" : $"?{string.Join('&', kept)}");
    }

    private void Put(HttpRequestMessage request, string proof) => Put(request, auth.Header, auth.Parameter, proof);

    private static void Put(HttpRequestMessage request, string? header, string? parameter, string value)
    {
        if (parameter is not null)
        {
            var uri = request.RequestUri!;
            var mark = uri.Query.Length > 0 ? "&" : "?";
            request.RequestUri = new Uri(
                $"{uri.AbsoluteUri}{mark}{Uri.EscapeDataString(parameter)}={Uri.EscapeDataString(value)}");
        }
        else if (header is not null)
        {
            request.Headers.TryAddWithoutValidation(header, value);
        }
    }

    // Timestamp and nonce first: in the address they are signed with the rest of it.
    private void SignWith(HttpHmac rule, HttpRequestMessage request, ReadOnlySpan<byte> body)
    {
        var timestamp = InstantFormat.Of(rule.TimestampFormat, rule.Zone).Write(time.GetUtcNow());
        var stamp = (timestamp, Nonce: Guid.NewGuid().ToString("N"));
        Put(request, rule.TimestampHeader, rule.TimestampParameter, stamp.timestamp);
        Put(request, rule.NonceHeader, rule.NonceParameter, stamp.Nonce);
        var signature = HmacSignature.Of(
            rule, secret, request.Method.Method, request.RequestUri!.PathAndQuery, stamp, body);
        Put(request, rule.Header, rule.Parameter, HmacSignature.Shown(rule, signature, stamp));
    }
}
