using System.Security.Cryptography;
using System.Text;

namespace DealerIntegration.Connectors.Kingdee;

/// <summary>
/// Signs a call of Kingdee K3Cloud (金蝶云星空签名). Every call carries two signatures, made alike: HMAC-SHA256 of a text
/// under a key, both UTF-8, as lower-case hexadecimal digits, and these digits in Base64.
/// </summary>
internal static class KingdeeSignature
{
    // Kingdee's own kits carry this constant in the open: it veils the key inside an application id, and hides nothing.
    private const string Veil = "0054f397c6234378b09ca7d3e5debce7";

    /// <summary>
    /// <c>X-Api-Signature</c>. What is signed: POST, the path with every sign encoded, an empty line for the query,
    /// nonce and timestamp, each line with a line feed. The key is hidden in the application id.
    /// </summary>
    /// <param name="appId">Client and veiled key, joined by an underscore: <c>123456_YWJj…</c>.</param>
    /// <param name="path">From the root of the server: <c>/K3Cloud/….common.kdsvc</c>.</param>
    /// <param name="timestamp">Unix seconds.</param>
    /// <exception cref="FormatException">The application id has no key after its underscore.</exception>
    public static string OfCall(string appId, string path, string nonce, string timestamp) =>
        Sign(CallText(path, nonce, timestamp), KeyOf(appId));

    /// <summary>
    /// <c>X-Kd-Signature</c>. What is signed: the application id and the plain text of <c>X-Kd-Appdata</c>
    /// (<c>account,user,language,organization</c>). The key is the application's secret.
    /// </summary>
    public static string OfUser(string appId, string appData, string appSecret) => Sign(appId + appData, appSecret);

    public static string CallText(string path, string nonce, string timestamp) =>
        $"POST\n{Uri.EscapeDataString(path)}\n\nx-api-nonce:{nonce}\nx-api-timestamp:{timestamp}\n";

    public static string Sign(string text, string key) => Convert.ToBase64String(Encoding.ASCII.GetBytes(
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(text)))));

    /// <summary>The key inside the second part of an application id.</summary>
    /// <exception cref="FormatException">It is no Base64, or longer than the veil.</exception>
    public static string Unveil(string veiled)
    {
        var bytes = Convert.FromBase64String(veiled);
        if (bytes.Length > Veil.Length)
        {
            throw new FormatException($"The key of the id has {bytes.Length} bytes, more than {Veil.Length}.");
        }

        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] ^= (byte)Veil[i];
        }

        return Convert.ToBase64String(bytes);
    }

    /// <summary>Whether a text is a client and a veiled key, as Kingdee hands them out.</summary>
    public static bool IsAppId(string text)
    {
        try
        {
            return KeyOf(text).Length > 0;
        }
        catch (FormatException)
        {
            // Base64 tells what is wrong with it by throwing only.
            return false;
        }
    }

    private static string KeyOf(string appId) => appId.Split('_') is [_, { Length: > 0 } veiled]
        ? Unveil(veiled)
        : throw new FormatException("The application id is no client and key joined by an underscore.");
}
