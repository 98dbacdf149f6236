using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace DealerIntegration.Connectors.Ncc;

/// <summary>
/// Signs a call of Yonyou NC Cloud (用友 NC Cloud 签名). What is signed: the parts of the call one after another, the
/// application's public key and a salt made of that key. How: SHA-256 of UTF-8 in lower-case hexadecimal digits. The
/// parts of the token call are client id and plain secret (with a password: user and password after them); those of a
/// business call are client id and the plain body, byte for byte as it is before encryption.
/// </summary>
internal static class NccSignature
{
    private const int SaltBytes = 16;

    public static string Of(IEnumerable<string> parts, string publicKey) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(parts) + publicKey + SaltOf(publicKey))));

    /// <summary>
    /// The first bytes that Java's SHA1PRNG yields after the key was its seed: SHA-1 taken twice. In Base64.
    /// </summary>
    [SuppressMessage("Security", "CA5350", Justification = "The partner's protocol prescribes SHA-1.")]
    public static string SaltOf(string publicKey)
    {
        var seed = publicKey.Replace("\r", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal);
        var state = SHA1.HashData(Encoding.UTF8.GetBytes(seed));
        return Convert.ToBase64String(SHA1.HashData(state).AsSpan(0, SaltBytes));
    }
}
