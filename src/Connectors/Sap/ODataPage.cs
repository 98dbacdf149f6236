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
    /// <summary>
    /// Reads around the rows: where the next page is, how many rows there are in all, and how many are here.
    /// </summary>
    /// <exception cref="ConnectorException">The body is torn, or is no collection.</exception>
    public static (string? Next, long? Count, int Rows) Frame(ReadOnlySpan<byte> body, string what)
    {
        string? next = null;
        long? count = null;
        int? rows = null;
        try
        {
            var reader = new Utf8JsonReader(body);
            reader.Read();
            Require(reader.TokenType, JsonTokenType.StartObject, what);
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (!reader.ValueTextEquals("d"u8))
                {
                    reader.Skip();
                    continue;
                }

                reader.Read();
                if (reader.TokenType == JsonTokenType.StartArray)
                {
                    // The older form of a collection: the rows alone.
                    rows = CountRows(ref reader);
                    continue;
                }

                Require(reader.TokenType, JsonTokenType.StartObject, what);
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    var name = reader.GetString();
                    reader.Read();
                    if (name == "results" && reader.TokenType == JsonTokenType.StartArray)
                    {
                        rows = CountRows(ref reader);
                    }

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

        return rows is { } here ? (next, count, here) : throw NotACollection(what);
    }

    public static IEnumerable<SourceRecord> Rows(RawPage page, JsonShape shape) =>
        JsonRows.Read(page, shape, "d", "results") ?? JsonRows.Read(page, shape, "d")
            ?? throw NotACollection(page.Name);

    public static JsonElement Results(JsonElement root, string what) =>
        root.ValueKind == JsonValueKind.Object
        && root.TryGetProperty("d", out var d)
        && (d.ValueKind == JsonValueKind.Object && d.TryGetProperty("results", out var results) ? results : d)
            is { ValueKind: JsonValueKind.Array } rows
            ? rows
            : throw NotACollection(what);

    private static void Require(JsonTokenType found, JsonTokenType wanted, string what)
    {
        if (found != wanted)
        {
            throw NotACollection(what);
        }
    }

    // Stands at the end of the list afterwards.
    private static int CountRows(ref Utf8JsonReader reader)
    {
        var rows = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            reader.Skip();
            rows++;
        }

        return rows;
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
