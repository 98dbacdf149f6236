using System.Security.Cryptography;
using System.Text;

namespace DealerIntegration.Simulators.Kingdee;

/// <summary>
/// Checks the two signatures of a call (验签): of the path by the key hidden in the application's id, and of the user by
/// the application's secret.
/// </summary>
internal sealed class K3Gate(string secret)
{
    public const string AppId = "200100_aHViLWtleS0wMQ==";
    public const string DataCentre = "dc-2026";
    public const string User = "HUB";
    public const string Organization = "100";

    // Stands in the open in every kit that Kingdee gives out.
    private const string Veil = "0054f397c6234378b09ca7d3e5debce7";

    /// <summary>What is wrong with the caller; null when it may come in.</summary>
    public string? Problem(HttpRequest request)
    {
        var (nonce, timestamp) = (Header(request, "x-api-nonce"), Header(request, "x-api-timestamp"));
        if (Header(request, "X-Api-ClientID") != AppId.Split('_')[0] || Header(request, "X-Kd-Appkey") != AppId
            || Header(request, "X-Api-Auth-Version") != "2.0" || nonce.Length == 0 || timestamp.Length != 10
            || Header(request, "x-api-signheaders") != "x-api-timestamp,x-api-nonce")
        {
            return "应用不存在或请求头不完整";
        }

        var path = Uri.EscapeDataString(request.Path.Value!);
        var call = Sign($"POST\n{path}\n\nx-api-nonce:{nonce}\nx-api-timestamp:{timestamp}\n", Key());
        if (Header(request, "X-Api-Signature") != call)
        {
            return "X-Api-Signature 验签失败";
        }

        var user = Encoding.UTF8.GetString(Convert.FromBase64String(Header(request, "X-Kd-Appdata")));
        return user != $"{DataCentre},{User},2052,{Organization}"
            ? $"用户或数据中心不存在: {user}"
            : Header(request, "X-Kd-Signature") == Sign(AppId + user, secret) ? null : "X-Kd-Signature 验签失败";
    }

    private static string Key()
    {
        var veiled = Convert.FromBase64String(AppId.Split('_')[1]);
        return Convert.ToBase64String([.. veiled.Select((one, i) => (byte)(one ^ Veil[i]))]);
    }

    private static string Sign(string text, string key)
    {
        using var hmac = new HMACSHA256(Encoding.UTF8.GetBytes(key));
        var digits = Convert.ToHexString(hmac.ComputeHash(Encoding.UTF8.GetBytes(text))).ToLowerInvariant();
        return Convert.ToBase64String(Encoding.UTF8.GetBytes(digits));
    }

    private static string Header(HttpRequest request, string name) => request.Headers[name].ToString();
}
