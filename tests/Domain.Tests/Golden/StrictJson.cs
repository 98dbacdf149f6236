using System.Text.Json;
using System.Text.Json.Serialization;

namespace DealerIntegration.Domain.Tests.Golden;

/// <summary>Reads rules and policies as strictly as the hub does: JSON with comments, no unknown member.</summary>
internal static class StrictJson
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
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    public static T Parse<T>(string text)
        where T : class =>
        JsonSerializer.Deserialize<T>(text, Options) ?? throw new InvalidDataException("The text holds null.");

    /// <param name="name">Path below <c>config/</c>.</param>
    public static T ReadConfig<T>(string name)
        where T : class => Parse<T>(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Config", name)));
}
