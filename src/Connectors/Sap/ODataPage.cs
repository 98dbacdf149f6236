using System.Globalization;
using System.Text.Json;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Http;

namespace DealerIntegration.Connectors.Sap;

/// <summary>
/// A page of an OData V2 collection: its rows, the link to the next page, and the count of the whole.
/// </summary>
internal static class ODataPage
{
    /// <summary>Reads around the rows: where the next page is and how many rows there are in all.</summary>
    /// <exception cref="ConnectorException">The body is torn, or is no collection.</exception>
    public static (string? Next, long? Count) Frame(ReadOnlySpan<byte> body, string what)
    {
        string? next = null;
        long? count = null;
        var hasRows = false;
        try
        {
            var reader = new Utf8JsonReader(body);
            Enter(ref reader, JsonTokenType.StartObject, what);
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (!reader.ValueTextEquals("d"u8))
                {
                    reader.Skip();
                    continue;
                }

                Enter(ref reader, JsonTokenType.StartObject, what);
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    var name = reader.GetString();
                    reader.Read();
                    hasRows |= name == "results" && reader.TokenType == JsonTokenType.StartArray;
                    next = name == "__next" ? reader.GetString() : next;
                    count = name == "__count" ? Count(ref reader) : count;
                    reader.Skip();
                }
            }

            // Reading on to the end proves that the body is whole and that nothing follows it.
            while (reader.Read())
            {
            }
        }
        catch (JsonException e)
        {
            throw new ConnectorException(
                ConnectorFailure.Transient, $"{what}: the answer is not whole JSON: {e.Message}", e);
        }

        return hasRows ? (next, count) : throw NotACollection(what);
    }

    /// <summary>The rows may be kept as long as anybody likes: their memory is not handed back to a pool.</summary>
    public static IEnumerable<SourceRecord> Rows(RawPage page) =>
        Results(JsonSerializer.Deserialize<JsonElement>(page.Body.Span), page.Name)
            .EnumerateArray()
            .Select((element, i) => new JsonRecord(element, page.Name, i + 1));

    public static JsonElement Results(JsonElement root, string what) =>
        root.ValueKind == JsonValueKind.Object
        && root.TryGetProperty("d", out var d)
        && d.ValueKind == JsonValueKind.Object
        && d.TryGetProperty("results", out var results)
        && results.ValueKind == JsonValueKind.Array
            ? results
            : throw NotACollection(what);

    private static void Enter(ref Utf8JsonReader reader, JsonTokenType wanted, string what)
    {
        reader.Read();
        if (reader.TokenType != wanted)
        {
            throw NotACollection(what);
        }
    }

    // A string in OData V2; some gateways in front of it write a number.
    private static long? Count(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Number => reader.GetInt64(),
        JsonTokenType.String when long.TryParse(
            reader.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var count) => count,
        _ => null,
    };

    private static ConnectorException NotACollection(string what) => new(
        ConnectorFailure.Configuration,
        $"{what}: the answer is no OData V2 collection (d.results is missing); check the service and the entity set.");
}
