using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace DealerIntegration.Connectors.Configuration;

/// <summary>
/// Reads configuration: JSON with comments, strictly. An unknown, duplicate, missing or null member is an error that
/// names file, line and path, because a misspelt tolerance that is silently ignored costs money.
/// </summary>
public static class ConfigFile
{
    public static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        NumberHandling = JsonNumberHandling.Strict,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { AllowSchemaReference } },
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <exception cref="ConfigurationException">The file is absent or not what its schema says.</exception>
    public static T Load<T>(string path)
        where T : class
    {
        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException(
                Directory.Exists(path) ? $"{path}: is a folder; name a file." : $"{path}: cannot be read: {e.Message}",
                e);
        }

        return Parse<T>(text, path);
    }

    /// <exception cref="ConfigurationException">The text is not what its schema says.</exception>
    public static T Parse<T>(string text, string path)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(text, Options)
                ?? throw new ConfigurationException($"{path}: holds null where an object is expected.");
        }
        catch (JsonException e)
        {
            var line = e.LineNumber is { } number ? $":{number + 1}:{(e.BytePositionInLine ?? 0) + 1}" : "";
            var where = string.IsNullOrEmpty(e.Path) ? "" : $" at {e.Path}";
            throw new ConfigurationException($"{path}{line}:{where} {JsonFault.Words(e)}", e);
        }
    }

    // "$schema" tells an editor where the schema of the file lies; to the hub it says nothing.
    private static void AllowSchemaReference(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object || type.Properties.Any(p => p.Name == "$schema"))
        {
            return;
        }

        var reference = type.CreateJsonPropertyInfo(typeof(string), "$schema");
        reference.Set = static (_, _) => { };
        type.Properties.Add(reference);
    }
}
