using System.Text.Json;
using System.Text.Json.Serialization;

namespace DealerIntegration.Domain.Values;

/// <summary>
/// A period in JSON is the text people write, <c>"2026-10"</c> (会计期间): in configuration and in stored results.
/// </summary>
internal sealed class PeriodJsonConverter : JsonConverter<Period>
{
    public override Period Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        return Period.TryParse(text, out var period)
            ? period
            : throw new JsonException(
                $"'{text}' is not a period; write year and month as text, for example \"2026-10\".");
    }

    public override void Write(Utf8JsonWriter writer, Period value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
