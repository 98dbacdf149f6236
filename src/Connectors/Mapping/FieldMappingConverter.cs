using System.Text.Json;
using System.Text.Json.Serialization;

namespace DealerIntegration.Connectors.Mapping;

/// <summary>Lets a mapping file write <c>"code": "Customer"</c> for the most common case, a plain path.</summary>
internal sealed class FieldMappingConverter : JsonConverter<FieldMapping>
{
    public override FieldMapping? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return new FieldMapping { Path = reader.GetString() };
        }

        var full = JsonSerializer.Deserialize<Full>(ref reader, options);
        return full is null ? null : new FieldMapping
        {
            Path = full.Path,
            Constant = full.Constant,
            Default = full.Default,
            Convert = full.Convert,
            Map = full.Map,
            When = full.When,
            Multiply = full.Multiply,
            NegateWhen = full.NegateWhen,
            Join = full.Join,
            Separator = full.Separator,
        };
    }

    public override void Write(Utf8JsonWriter writer, FieldMapping value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Mapping files are read, not written.");

    // The same members without the converter attribute, so that strict reading still applies to the long form.
    private sealed record Full(
        string? Path = null,
        string? Constant = null,
        string? Default = null,
        string? Convert = null,
        Dictionary<string, string>? Map = null,
        List<ConditionalValue>? When = null,
        List<string>? Multiply = null,
        Condition? NegateWhen = null,
        List<string>? Join = null,
        string? Separator = null);
}
