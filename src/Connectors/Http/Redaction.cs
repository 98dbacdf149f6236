using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace DealerIntegration.Connectors.Http;

/// <summary>
/// Partners echo requests in their error pages; what we sent as a secret must not come back into a log, however the
/// partner wrote it down: as it is, or escaped as part of an address, of a page or of JSON, or in base 64.
/// </summary>
internal sealed class Redaction(params string[] secrets)
{
    public static readonly Redaction None = new();

    // The longest first, so that none is cut by a shorter one inside of it.
    private readonly string[] forms =
    [
        .. secrets.Where(s => s.Length > 0).SelectMany(Forms).Distinct(StringComparer.OrdinalIgnoreCase)
            .OrderByDescending(f => f.Length),
    ];

    public string Clean(string text)
    {
        foreach (var form in forms)
        {
            // Some write the digits of an escape small.
            text = text.Replace(form, "***", StringComparison.OrdinalIgnoreCase);
        }

        return text;
    }

    // Most partners' programs escape in JSON only what must be; ours and a few others more.
    private static IEnumerable<string> Forms(string secret) =>
    [
        secret,
        Uri.EscapeDataString(secret),
        WebUtility.UrlEncode(secret),
        WebUtility.HtmlEncode(secret),
        JsonEncodedText.Encode(secret).Value,
        JsonEncodedText.Encode(secret, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).Value,
        JsonEncodedText.Encode(secret, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).Value
            .Replace("/", "\\/", StringComparison.Ordinal),
        Uri.EscapeDataString(Uri.EscapeDataString(secret)),
        WebUtility.UrlEncode(Uri.EscapeDataString(secret)),
        Convert.ToHexString(Encoding.UTF8.GetBytes(secret)),
        Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)),
    ];
}
