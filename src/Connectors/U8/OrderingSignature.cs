using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace DealerIntegration.Connectors.U8;

/// <summary>
/// Signs a call of U-Order (U 订货签名), the ordering service beside U8. What is signed: the secret, every parameter but
/// the signature itself by ordinal name, each as name and value, and the secret again. How: upper-case MD5 of UTF-8.
/// The OpenAPI of U8 itself has no signature: its secret travels in the query of the token call.
/// </summary>
internal static class OrderingSignature
{
    [SuppressMessage("Security", "CA5351", Justification = "The partner's protocol prescribes MD5.")]
    public static string Of(IEnumerable<KeyValuePair<string, string>> parameters, string secret)
    {
        var text = string.Concat(parameters
            .Where(p => p.Key != "sign")
            .OrderBy(p => p.Key, StringComparer.Ordinal)
            .Select(p => p.Key + p.Value));
        return Convert.ToHexString(MD5.HashData(Encoding.UTF8.GetBytes(secret + text + secret)));
    }
}
