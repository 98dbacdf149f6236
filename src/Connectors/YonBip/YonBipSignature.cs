using System.Security.Cryptography;
using System.Text;

namespace DealerIntegration.Connectors.YonBip;

/// <summary>
/// Signs a token call of the YonBIP gateway (用友 BIP 签名). What is signed: every parameter of the query but the
/// signature itself, by ordinal name, each as its name and its value (decoded), with nothing between them:
/// <c>appKey…timestamp…</c>. How: HMAC-SHA256 under the application's secret, both UTF-8, in Base64.
/// </summary>
internal static class YonBipSignature
{
    /// <summary>In Base64: encode it once, and only once, where it goes into a query.</summary>
    public static string Of(IEnumerable<KeyValuePair<string, string>> parameters, string secret) =>
        Convert.ToBase64String(HMACSHA256.HashData(
            Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(Text(parameters))));

    public static string Text(IEnumerable<KeyValuePair<string, string>> parameters) => string.Concat(parameters
        .Where(p => p.Key != "signature")
        .OrderBy(p => p.Key, StringComparer.Ordinal)
        .Select(p => p.Key + p.Value));
}
