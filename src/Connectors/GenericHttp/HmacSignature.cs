using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace DealerIntegration.Connectors.GenericHttp;

/// <summary>Signs a request by a template (模板签名). Pure: what goes in decides what comes out.</summary>
internal static partial class HmacSignature
{
    private static readonly string[] Known =
        ["method", "path", "query", "pathAndQuery", "timestamp", "body", "bodySha256"];

    /// <summary>Names in braces that mean nothing.</summary>
    public static IEnumerable<string> UnknownIn(string template) =>
        Placeholder().Matches(template).Select(m => m.Groups[1].Value).Except(Known);

    /// <param name="pathAndQuery">As sent, escaped.</param>
    [SuppressMessage("Security", "CA5351", Justification = "The partner's protocol prescribes MD5.")]
    public static string Of(
        HttpHmac rule, string secret, string method, string pathAndQuery, string timestamp, ReadOnlySpan<byte> body)
    {
        var mark = pathAndQuery.IndexOf('?', StringComparison.Ordinal);
        Dictionary<string, string> values = new(StringComparer.Ordinal)
        {
            ["method"] = method,
            ["path"] = mark < 0 ? pathAndQuery : pathAndQuery[..mark],
            ["query"] = mark < 0 ? "" : pathAndQuery[(mark + 1)..],
            ["pathAndQuery"] = pathAndQuery,
            ["timestamp"] = timestamp,
            ["body"] = Encoding.UTF8.GetString(body),
            ["bodySha256"] = Convert.ToHexStringLower(SHA256.HashData(body)),
        };
        var text = Encoding.UTF8.GetBytes(Placeholder().Replace(rule.Template, m => values[m.Groups[1].Value]));
        var key = Encoding.UTF8.GetBytes(secret);
        var hash = rule.Algorithm == HmacAlgorithm.Md5 ? HMACMD5.HashData(key, text) : HMACSHA256.HashData(key, text);
        return rule.Encoding == HmacEncoding.Hex ? Convert.ToHexStringLower(hash) : Convert.ToBase64String(hash);
    }

    [GeneratedRegex(@"\{([^{}]*)\}")]
    private static partial Regex Placeholder();
}
