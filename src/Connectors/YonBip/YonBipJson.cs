using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using DealerIntegration.Connectors.Http;

namespace DealerIntegration.Connectors.YonBip;

/// <summary>
/// Reads YonBIP's JSON. Some lists hold a bare <c>NaN</c>, which is none: it is read as that text, so that the field
/// says what is wrong and the records around it are read.
/// </summary>
internal static partial class YonBipJson
{
    /// <exception cref="JsonException">The body is torn, or something else.</exception>
    public static JsonElement Parse(ReadOnlySpan<byte> body)
    {
        var whole = WithoutMark(body);
        try
        {
            return JsonSerializer.Deserialize<JsonElement>(whole);
        }
        catch (JsonException) when (whole.IndexOf("NaN"u8) >= 0)
        {
            return JsonSerializer.Deserialize<JsonElement>(
                NoNumber().Replace(Encoding.UTF8.GetString(whole), m => m.Value == "NaN" ? "\"NaN\"" : m.Value));
        }
    }

    public static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> body) =>
        body.StartsWith("\uFEFF"u8) ? body[3..] : body;

    /// <summary>What a record says at a path with dots; empty where it says nothing.</summary>
    public static string Text(JsonElement record, string path) =>
        new JsonRecord(record, "", 1).TryGet(path, out var value) ? value ?? "" : "";

    // A text as a whole, so that what stands inside one stays as it is.
    [GeneratedRegex("\"(?:[^\"\\\\]|\\\\.)*\"|\\bNaN\\b", RegexOptions.Singleline | RegexOptions.NonBacktracking)]
    private static partial Regex NoNumber();
}
