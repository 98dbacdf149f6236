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
            case AuthKind.Oauth2:
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token!.Value);
                break;
            case AuthKind.Header:
                request.Headers.TryAddWithoutValidation(auth.Header!, secret);
                break;
            case AuthKind.Hmac:
                SignWith(auth.Hmac!, request, body);
                break;
        }
    }

    private void SignWith(HttpHmac rule, HttpRequestMessage request, ReadOnlySpan<byte> body)
    {
        var timestamp = InstantFormat.Of(rule.TimestampFormat, rule.Zone).Write(time.GetUtcNow());
        var signature = HmacSignature.Of(
            rule, secret, request.Method.Method, request.RequestUri!.PathAndQuery, timestamp, body);
        request.Headers.TryAddWithoutValidation(rule.Header, signature);
        if (rule.TimestampHeader is { } header)
        {
            request.Headers.TryAddWithoutValidation(header, timestamp);
        }
    }
}
