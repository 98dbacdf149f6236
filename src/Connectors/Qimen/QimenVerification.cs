using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace DealerIntegration.Connectors.Qimen;

/// <summary>
/// Checks the signature of a call that a WMS makes to us (奇门验签). What is signed is what <see cref="QimenSignature"/>
/// signs, over the bytes of the body as they arrived. Under <c>sign_method=md5</c> the secret stands before and after;
/// with <c>hmac</c> it is the key of HMAC-MD5, with <c>hmac-sha256</c> of HMAC-SHA256.
/// </summary>
internal static class QimenVerification
{
    /// <summary>
    /// Senders differ in whether they sign parameters without a value, so either way is good. An unknown method is not.
    /// </summary>
    /// <param name="parameters">Of the query, decoded, with <c>sign</c>.</param>
    public static bool Accepts(
        IReadOnlyDictionary<string, string> parameters, ReadOnlySpan<byte> body, string secret)
    {
        if (!parameters.TryGetValue("sign", out var sign))
        {
            return false;
        }

        var method = parameters.GetValueOrDefault("sign_method", "md5");
        var stated = Encoding.UTF8.GetBytes(sign.ToUpperInvariant());
        var isGood = false;
        foreach (var keepEmpty in new[] { false, true })
        {
            isGood |= Of(parameters, body, secret, method, keepEmpty) is { } wanted
                && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(wanted), stated);
        }

        return isGood;
    }

    [SuppressMessage("Security", "CA5351", Justification = "The partner's protocol prescribes MD5.")]
    private static string? Of(
        IReadOnlyDictionary<string, string> parameters,
        ReadOnlySpan<byte> body,
        string secret,
        string method,
        bool keepEmpty)
    {
        var names = string.Concat(parameters
            .Where(p => p.Key != "sign" && (keepEmpty || p.Value.Length > 0))
            .OrderBy(p => p.Key, StringComparer.Ordinal)
            .Select(p => p.Key + p.Value));
        byte[] signed = [.. Encoding.UTF8.GetBytes(names), .. body];
        var key = Encoding.UTF8.GetBytes(secret);
        var hash = method switch
        {
            "md5" => MD5.HashData([.. key, .. signed, .. key]),
            "hmac" => HMACMD5.HashData(key, signed),
            "hmac-sha256" => HMACSHA256.HashData(key, signed),
            _ => null,
        };
        return hash is null ? null : Convert.ToHexString(hash);
    }
}
