using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace DealerIntegration.Domain.Tests.Golden;

/// <summary>Reads a shipped configuration file as strictly as the product does.</summary>
internal static class ShippedConfig
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        NumberHandling = JsonNumberHandling.Strict,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>The file's reference to its schema is for editors and no member of the rules.</summary>
    /// <param name="folder">That of the configuration, or of the examples.</param>
    public static T Read<T>(string path, string folder = "config")
        where T : class
    {
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, folder, path));
        var file = JsonNode.Parse(
            text,
            documentOptions: new JsonDocumentOptions
            {
                CommentHandling = JsonCommentHandling.Skip,
                AllowTrailingCommas = true,
                AllowDuplicateProperties = false,
            })!.AsObject();
        file.Remove("$schema");
        return Parse<T>(file.ToJsonString());
    }

    public static T Parse<T>(string json)
        where T : class => JsonSerializer.Deserialize<T>(json, Options) ?? throw new InvalidDataException("null");
}
