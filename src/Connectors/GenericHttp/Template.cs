using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace DealerIntegration.Connectors.GenericHttp;

/// <summary>
/// Fills the places in braces of a text, or of all texts in a body. Only the names given are places: filters of
/// partners have braces of their own.
/// </summary>
internal sealed partial class Template(IReadOnlyDictionary<string, Template.Value> values)
{
    /// <summary>What a place is filled with.</summary>
    /// <param name="Text">Null: there is nothing, and whatever holds the place is left out.</param>
    /// <param name="IsNumber">Alone in a text, it becomes a number.</param>
    public sealed record Value(string? Text, bool IsNumber = false);

    public static bool Holds(string text, string name) => text.Contains($"{{{name}}}", StringComparison.Ordinal);

    public static bool Holds(JsonElement body, string name) => body.ValueKind switch
    {
        JsonValueKind.String => Holds(body.GetString()!, name),
        JsonValueKind.Array => body.EnumerateArray().Any(e => Holds(e, name)),
        JsonValueKind.Object => body.EnumerateObject().Any(m => Holds(m.Value, name)),
        _ => false,
    };

    /// <summary>The text, filled in one pass: what a place is filled with is not looked at again.</summary>
    public string? Fill(string text, Func<string, string>? escape = null) =>
        values.Any(v => v.Value.Text is null && Holds(text, v.Key))
            ? null
            : Place().Replace(text, m => values.TryGetValue(m.Groups[1].Value, out var value)
                ? escape?.Invoke(value.Text!) ?? value.Text!
                : m.Value);

    public JsonNode? Fill(JsonElement body)
    {
        switch (body.ValueKind)
        {
            case JsonValueKind.Object:
                var members = body.EnumerateObject().Where(m => !IsLeftOut(m.Value))
                    .Select(m => KeyValuePair.Create(m.Name, Fill(m.Value)));
                return new JsonObject(members);
            case JsonValueKind.Array:
                return new JsonArray([.. body.EnumerateArray().Where(e => !IsLeftOut(e)).Select(Fill)]);
            case JsonValueKind.String:
                var text = body.GetString()!;
                var alone = values.FirstOrDefault(v => v.Value.IsNumber && text == $"{{{v.Key}}}").Value;
                return alone is null ? JsonValue.Create(Fill(text)) : JsonNode.Parse(alone.Text!);
            default:
                return JsonNode.Parse(body.GetRawText());
        }
    }

    private bool IsLeftOut(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && Fill(value.GetString()!) is null;

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Place();
}
