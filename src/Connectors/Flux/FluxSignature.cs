using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace DealerIntegration.Connectors.Flux;

/// <summary>
/// Signs a call of the Flux WMS (富勒签名). What is signed: the secret, the text of <c>data</c> before it is encoded for
/// the form, and the secret again. How: MD5 in lower-case hexadecimal digits, these in Base64, that in upper case (no
/// Base64 any more, but the protocol wants it so), and encoded once for a form.
/// </summary>
internal static class FluxSignature
{
    [SuppressMessage("Security", "CA5351", Justification = "The partner's protocol prescribes MD5.")]
    public static string Of(string data, string secret)
    {
        var digits = Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(secret + data + secret)));
        return Uri.EscapeDataString(Convert.ToBase64String(Encoding.ASCII.GetBytes(digits)).ToUpperInvariant());
    }
}
