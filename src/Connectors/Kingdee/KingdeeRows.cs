using System.Text;
using System.Text.Json;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Http;

namespace DealerIntegration.Connectors.Kingdee;

/// <summary>
/// The answer to ExecuteBillQuery: a list of rows, each a list of values in the order in which the fields were asked
/// for. A failure comes as a row too, inside a 200, or as an object, or as a text.
/// </summary>
internal static class KingdeeRows
{
    private const string ErrorText = "response_error:";

    /// <summary>The rows; their memory is their own.</summary>
    /// <exception cref="ConnectorException">The answer is torn, a failure, or no rows of that many fields.</exception>
    public static List<JsonElement> Of(ReadOnlyMemory<byte> body, int fields, Redaction redaction, string what)
    {
        using var json = Parse(body, redaction, what);
        var root = json.RootElement;
        if (StatusIn(root, redaction) is { } status)
        {
            throw status.As(what);
        }

        if (root.ValueKind != JsonValueKind.Array)
        {
            throw Unusable(what, "no list of rows");
        }

        var rows = root.Clone().EnumerateArray().ToList();
        var odd = rows.FindIndex(r => r.ValueKind != JsonValueKind.Array || r.GetArrayLength() != fields);
        return odd < 0
            ? rows
            : throw Unusable(what, $"row {odd + 1} is no list of the {fields} values that were asked for");
    }

    /// <exception cref="ConnectorException">The body is no whole JSON, or a failure in words.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> body, Redaction redaction, string what)
    {
        if (Said(body) is { } said)
        {
            throw Failed(what, redaction.Clean(said));
        }

        try
        {
            var json = JsonDocument.Parse(body[^JsonMark.Without(body.Span).Length..]);

            // Some releases put the whole answer into a JSON text.
            return json.RootElement.ValueKind == JsonValueKind.String
                && json.RootElement.GetString() is ['{' or '[', ..] inner
                    ? JsonDocument.Parse(inner)
                    : json;
        }
        catch (JsonException e)
        {
            throw new ConnectorException(
                ConnectorFailure.Transient, $"{what}: the answer is not whole JSON: {e.Message}", e);
        }
    }

    // [[{"Result":{…}}]], or the object alone.
    private static KingdeeStatus? StatusIn(JsonElement root, Redaction redaction)
    {
        while (root.ValueKind == JsonValueKind.Array && root.GetArrayLength() > 0)
        {
            root = root[0];
        }

        return KingdeeStatus.In(root, redaction);
    }

    // As plain text, or as a JSON string.
    private static string? Said(ReadOnlyMemory<byte> body)
    {
        var start = Encoding.UTF8.GetString(body.Span[..Math.Min(body.Length, 1000)]).TrimStart('\uFEFF', '"', ' ');
        return start.StartsWith(ErrorText, StringComparison.OrdinalIgnoreCase)
            ? PartnerText.Shorten(start[ErrorText.Length..])
            : null;
    }

    private static ConnectorException Failed(string what, string said) =>
        new(ConnectorFailure.Configuration, $"{what}: Kingdee says {said}");

    private static ConnectorException Unusable(string what, string why) => new(
        ConnectorFailure.Configuration, $"{what}: the answer holds {why}; check 'address' and the field names.");
}
