using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace DealerIntegration.Connectors.Qimen;

/// <summary>
/// Signs a call the way the Qimen gateway checks it (奇门签名): secret, parameters by ordinal name, body, secret, as
/// upper-case MD5. The body is signed byte for byte as it is sent.
/// </summary>
internal static class QimenSignature
{
    /// <param name="keepEmpty">Some receivers sign empty parameters too; we send none, so it matters only to
    /// tests.</param>
    [SuppressMessage("Security", "CA5351", Justification = "The partner's protocol prescribes MD5.")]
    public static string Of(
        IEnumerable<KeyValuePair<string, string>> parameters, string body, string secret, bool keepEmpty = false)
    {
        var text = new StringBuilder(secret);
        foreach (var (name, value) in parameters
            .Where(p => p.Key != "sign" && (keepEmpty || p.Value.Length > 0))
            .OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            text.Append(name).Append(value);
        }

        text.Append(body).Append(secret);
        return Convert.ToHexString(MD5.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
