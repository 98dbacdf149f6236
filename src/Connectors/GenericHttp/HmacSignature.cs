using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace DealerIntegration.Connectors.GenericHttp;

/// <summary>Signs a request by a template (模板签名). Pure: what goes in decides what comes out.</summary>
internal static partial class HmacSignature
{
    /// <summary>What a template may name.</summary>
    public static readonly IReadOnlyList<string> Known =
    [
        "method", "path", "query", "pathAndQuery", "sortedQuery", "sortedPairs", "timestamp", "nonce", "body",
        "bodySha256", "secret",
    ];

    private static readonly string[] OfHeader = ["signature", "timestamp", "nonce"];

    /// <summary>Names in braces that mean nothing in a template.</summary>
    public static IEnumerable<string> UnknownIn(string template) => Names(template).Except(Known);

    /// <summary>Names in braces that mean nothing in the value of the header.</summary>
    public static IEnumerable<string> UnknownInValue(string value) => Names(value).Except(OfHeader);

    /// <param name="rule">How to sign.</param>
    /// <param name="secret">The key, or a part of the text.</param>
    /// <param name="method">In capitals.</param>
    /// <param name="pathAndQuery">As sent, escaped.</param>
    /// <param name="stamp">Timestamp and nonce, as headers or parameters bear them.</param>
    /// <param name="body">As sent.</param>
    public static string Of(
        HttpHmac rule,
        string secret,
        string method,
        string pathAndQuery,
        (string Timestamp, string Nonce) stamp,
        ReadOnlySpan<byte> body)
    {
        var mark = pathAndQuery.IndexOf('?', StringComparison.Ordinal);
        var query = mark < 0 ? "" : pathAndQuery[(mark + 1)..];
        Dictionary<string, string> values = new(StringComparer.Ordinal)
        {
            ["method"] = method,
            ["path"] = mark < 0 ? pathAndQuery : pathAndQuery[..mark],
            ["query"] = query,
            ["pathAndQuery"] = pathAndQuery,
            ["sortedQuery"] = Sorted(query, "=", "&"),
            ["sortedPairs"] = Sorted(query, "", ""),
            ["timestamp"] = stamp.Timestamp,
            ["nonce"] = stamp.Nonce,
            ["body"] = Encoding.UTF8.GetString(body),
            ["bodySha256"] = Convert.ToHexStringLower(SHA256.HashData(body)),
            ["secret"] = secret,
        };
        var text = Encoding.UTF8.GetBytes(Fill(rule.Template, values));
        var hash = rule.SecretIn == SecretRole.Key
            ? CryptographicOperations.HmacData(NameOf(rule.Algorithm), Encoding.UTF8.GetBytes(secret), text)
            : CryptographicOperations.HashData(NameOf(rule.Algorithm), text);
        return rule.Encoding switch
        {
            HmacEncoding.Hex => Convert.ToHexStringLower(hash),
            HmacEncoding.UpperHex => Convert.ToHexString(hash),
            _ => Convert.ToBase64String(hash),
        };
    }

    /// <summary>What header or parameter of the signature holds.</summary>
    public static string Shown(HttpHmac rule, string signature, (string Timestamp, string Nonce) stamp) => Fill(
        rule.Value,
        new(StringComparer.Ordinal)
        {
            ["signature"] = signature, ["timestamp"] = stamp.Timestamp, ["nonce"] = stamp.Nonce,
        });

    private static HashAlgorithmName NameOf(HmacAlgorithm algorithm) => algorithm switch
    {
        HmacAlgorithm.Md5 => HashAlgorithmName.MD5,
        HmacAlgorithm.Sha1 => HashAlgorithmName.SHA1,
        HmacAlgorithm.Sha512 => HashAlgorithmName.SHA512,
        _ => HashAlgorithmName.SHA256,
    };

    // By name, byte by byte, and as it reads before it is escaped.
    private static string Sorted(string query, string between, string behind) => string.Join(
        behind,
        query.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(p => p.Split('=', 2).Select(Uri.UnescapeDataString).ToList())
            .OrderBy(p => p[0], StringComparer.Ordinal)
            .Select(p => p[0] + between + p.ElementAtOrDefault(1)));

    private static IEnumerable<string> Names(string template) =>
        Placeholder().Matches(template).Select(m => m.Groups[1].Value);

    private static string Fill(string template, Dictionary<string, string> values) =>
        Placeholder().Replace(template, m => values[m.Groups[1].Value]);

    [GeneratedRegex(@"\{([^{}]*)\}")]
    private static partial Regex Placeholder();
}
