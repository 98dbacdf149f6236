using System.Globalization;
using System.Text.Json;

namespace DealerIntegration.Domain.Tests.Golden;

/// <summary>
/// Reads the golden cases that lie beside the tests: numbers are text, so that no digit is lost on the way.
/// </summary>
internal static class GoldenFile
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    public static T Read<T>(string name)
        where T : class
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Golden", name);
        return JsonSerializer.Deserialize<T>(File.ReadAllText(path), Options)
            ?? throw new InvalidDataException($"{path} holds null.");
    }

    public static decimal Number(string text) => decimal.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture);
}
