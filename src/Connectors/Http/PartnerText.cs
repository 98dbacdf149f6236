using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace DealerIntegration.Connectors.Http;

/// <summary>A short, single-line excerpt of what a partner said, safe to show and to log.</summary>
internal static partial class PartnerText
{
    private const int Longest = 300;

    public static string Of(Answer answer)
    {
        if (answer.Body.Length == 0)
        {
            return "It gave no reason.";
        }

        // Before tags are taken out, which could leave half of a secret, and after entities were put back.
        var text = answer.IsHtml
            ? WebUtility.HtmlDecode(Tags().Replace(answer.Redaction.Clean(answer.Text), " "))
            : FromJson(answer) ?? answer.Text;
        return $"It says: {Shorten(answer.Redaction.Clean(text))}";
    }

    /// <summary>The message of an OData error, of V2 or V4; null when the body is something else.</summary>
    public static string? FromJson(Answer answer)
    {
        try
        {
            using var json = JsonDocument.Parse(answer.Body);
            if (json.RootElement.ValueKind != JsonValueKind.Object
                || !json.RootElement.TryGetProperty("error", out var error)
                || error.ValueKind != JsonValueKind.Object
                || !error.TryGetProperty("message", out var message))
            {
                return null;
            }

            var text = message.ValueKind == JsonValueKind.Object && message.TryGetProperty("value", out var value)
                ? value.ToString()
                : message.ToString();
            var code = error.TryGetProperty("code", out var c) ? c.ToString() : "";
            return Shorten(answer.Redaction.Clean(code.Length == 0 ? text : $"{code}: {text}"));
        }
        catch (JsonException)
        {
            // Not JSON: errors also come as XML or HTML, and the caller then shows the text itself.
            return null;
        }
    }

    public static string Shorten(string text)
    {
        var line = Unprintable().Replace(text, " ").Trim();
        return line.Length <= Longest ? line : line[..Longest] + "…";
    }

    [GeneratedRegex(
        @"<script.*?</script>|<style.*?</style>|<[^>]*>", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex Tags();

    [GeneratedRegex(@"[\s\p{C}]+")]
    private static partial Regex Unprintable();
}
