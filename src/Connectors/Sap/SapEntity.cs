using System.Text.Json;
using DealerIntegration.Connectors.Http;

namespace DealerIntegration.Connectors.Sap;

/// <summary>One entity of an OData V2 answer (单个实体).</summary>
internal static class SapEntity
{
    /// <summary>The text of a property of the entity that an answer holds; null where it holds none.</summary>
    public static string? Text(Answer answer, string property)
    {
        try
        {
            using var json = JsonDocument.Parse(answer.Body);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("d", out var d)
                ? Text(Single(d), property)
                : null;
        }
        catch (JsonException)
        {
            // A success that cannot be read is an unknown outcome: the look-up will tell.
            return null;
        }
    }

    public static string? Text(JsonElement entity, string property) =>
        entity.ValueKind == JsonValueKind.Object && entity.TryGetProperty(property, out var value)
            ? value.ValueKind switch
            {
                JsonValueKind.String when value.GetString() is { Length: > 0 } text => text,
                JsonValueKind.Number => value.GetRawText(),
                _ => null,
            }
            : null;

    /// <summary>The entities below a navigation, with a frame of results or without; null where it was not expanded.
    /// </summary>
    public static IReadOnlyList<JsonElement>? Children(JsonElement entity, string navigation)
    {
        var list = entity.TryGetProperty(navigation, out var below)
            && below.ValueKind == JsonValueKind.Object
            && below.TryGetProperty("results", out var results) ? results : below;
        return list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray()] : null;
    }

    /// <summary>The mark of the version that was read, to be sent back with a change.</summary>
    public static string? ETag(JsonElement entity) =>
        entity.ValueKind == JsonValueKind.Object && entity.TryGetProperty("__metadata", out var metadata)
            ? Text(metadata, "etag")
            : null;

    // Some services put even a single entity into results, or into a list of one.
    private static JsonElement Single(JsonElement d)
    {
        var inner = d.ValueKind == JsonValueKind.Object && d.TryGetProperty("results", out var results) ? results : d;
        return inner.ValueKind == JsonValueKind.Array && inner.GetArrayLength() == 1 ? inner[0] : inner;
    }
}
