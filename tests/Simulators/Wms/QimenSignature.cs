using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace DealerIntegration.Simulators.Wms;

/// <summary>
/// The receiver's side of the request signature (签名): names in ordinal order with their decoded values, then the body
/// byte for byte, between two copies of the secret; MD5 in capital hex.
/// </summary>
internal static class QimenSignature
{
    /// <summary>Callers differ in whether parameters without a value are signed, so both are taken.</summary>
    public static bool Verify(IReadOnlyDictionary<string, string> query, byte[] body, string secret)
    {
        var given = query.GetValueOrDefault("sign", "");
        return given == Compute(query, body, secret, skipEmpty: true)
            || given == Compute(query, body, secret, skipEmpty: false);
    }

    [SuppressMessage("Security", "CA5351", Justification = "The warehouse's protocol knows no other digest.")]
    public static string Compute(IReadOnlyDictionary<string, string> query, byte[] body, string secret, bool skipEmpty)
    {
        var head = new StringBuilder(secret);
        foreach (var (name, value) in query.OrderBy(one => one.Key, StringComparer.Ordinal))
        {
            if (name != "sign" && !(skipEmpty && value.Length == 0))
            {
                head.Append(name).Append(value);
            }
        }

        byte[] text = [.. Encoding.UTF8.GetBytes(head.ToString()), .. body, .. Encoding.UTF8.GetBytes(secret)];
        return Convert.ToHexString(MD5.HashData(text));
    }
}
