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
                ? Text(d, property)
                : null;
        }
        catch (JsonException)
        {
            // A success that cannot be read is an unknown outcome: the look-up will tell.
            return null;
        }
    }

    public static string? Text(JsonElement entity, string property) =>
        entity.ValueKind == JsonValueKind.Object
        && entity.TryGetProperty(property, out var value)
        && value.ValueKind == JsonValueKind.String
        && value.GetString() is { Length: > 0 } text ? text : null;

    /// <summary>The mark of the version that was read, to be sent back with a change.</summary>
    public static string? ETag(JsonElement entity) =>
        entity.ValueKind == JsonValueKind.Object && entity.TryGetProperty("__metadata", out var metadata)
            ? Text(metadata, "etag")
            : null;
}
