using System.Text.RegularExpressions;
using DealerIntegration.Connectors.Http;

namespace DealerIntegration.Connectors.GenericHttp;

/// <summary>Finds the next page in the header Link (RFC 8288).</summary>
internal static partial class LinkHeader
{
    public static string? Next(Answer answer) => answer.Headers.TryGetValues("Link", out var values)
        ? Next(string.Join(", ", values))
        : null;

    public static string? Next(string header) => Link().Matches(header)
        .Where(m => Relation().Match(m.Groups[2].Value) is { Success: true } rel
            && rel.Groups[1].Value.Trim('"').Split(' ').Contains("next", StringComparer.OrdinalIgnoreCase))
        .Select(m => m.Groups[1].Value)
        .FirstOrDefault();

    [GeneratedRegex("""<([^>]*)>((?:\s*;\s*[^;,="\s]+\s*(?:=\s*(?:"[^"]*"|[^;,"\s]*))?)*)""")]
    private static partial Regex Link();

    [GeneratedRegex(""";\s*rel\s*=\s*("[^"]*"|[^;,"\s]+)""", RegexOptions.IgnoreCase)]
    private static partial Regex Relation();
}
