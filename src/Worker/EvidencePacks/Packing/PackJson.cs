using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace DealerIntegration.Worker.EvidencePacks.Packing;

/// <summary>JSON as packs hold it. There is one text for each value, so that no byte of it is free.</summary>
internal static class PackJson
{
    private static readonly JsonSerializerOptions Pretty = Options(indented: true);
    private static readonly JsonSerializerOptions Narrow = Options(indented: false);

    public static byte[] Write<T>(T value) => [.. JsonSerializer.SerializeToUtf8Bytes(value, Pretty), (byte)'\n'];

    /// <summary>One line, without the line feed.</summary>
    public static string Line<T>(T value) => JsonSerializer.Serialize(value, Narrow);

    /// <summary>The value; null: the text is not the one that would be written for it.</summary>
    public static T? Read<T>(byte[] content)
        where T : class
    {
        try
        {
            var value = JsonSerializer.Deserialize<T>(content, Pretty);
            return value is not null && Write(value).AsSpan().SequenceEqual(content) ? value : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonSerializerOptions Options(bool indented) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = indented,
        NewLine = "\n",
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };
}
