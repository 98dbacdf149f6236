using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace DealerIntegration.Simulators.Sap;

/// <summary>OData V2 JSON: decimals as strings, dates as <c>/Date(ms)/</c>, null for dates only.</summary>
internal static class SapJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Collection(SapPage page) => Write(json =>
    {
        json.WriteStartArray("results");
        foreach (var row in page.Rows)
        {
            Entity(json, row, page.Expand);
        }

        json.WriteEndArray();
        if (page.Count is { } count)
        {
            json.WriteString("__count", count.ToString());
        }

        if (page.Next is not null)
        {
            json.WriteString("__next", page.Next);
        }
    });

    public static byte[] Single(SapEntity row, IReadOnlySet<string> expand) =>
        Write(json => Members(json, row, expand));

    public static byte[] Error(SapException error) => Write(
        json =>
        {
            json.WriteString("code", error.Code);
            json.WriteStartObject("message");
            json.WriteString("lang", "en");
            json.WriteString("value", error.Message);
            json.WriteEndObject();
            json.WriteStartObject("innererror");
            json.WriteString("transactionid", "000102030405060708090A0B0C0D0E0F");
            json.WriteStartArray("errordetails");
            json.WriteStartObject();
            json.WriteString("code", error.Code);
            json.WriteString("message", error.Message);
            json.WriteString("propertyref", "");
            json.WriteString("severity", "error");
            json.WriteString("target", "");
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        },
        "error");

    /// <summary>The wire form of a value, shared with the Atom writer except for dates.</summary>
    public static string? Text(object? value) => value switch
    {
        null => null,
        DateOnly day => $"/Date({day.ToDateTime(default).Subtract(DateTime.UnixEpoch).Ticks / 10000})/",
        DateTimeOffset time => $"/Date({time.ToUnixTimeMilliseconds()}+0000)/",
        decimal number => number.ToString(CultureInfo.InvariantCulture),
        _ => (string)value,
    };

    private static byte[] Write(Action<Utf8JsonWriter> body, string root = "d")
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            json.WriteStartObject(root);
            body(json);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static void Entity(Utf8JsonWriter json, SapEntity row, IReadOnlySet<string> expand)
    {
        json.WriteStartObject();
        Members(json, row, expand);
        json.WriteEndObject();
    }

    private static void Members(Utf8JsonWriter json, SapEntity row, IReadOnlySet<string> expand)
    {
        var address = $"{SapQuery.ForeignHost}/sap/opu/odata/sap/{row.Set}({row.Key})";
        json.WriteStartObject("__metadata");
        json.WriteString("id", address);
        json.WriteString("uri", address);
        json.WriteString("type", row.Set.Replace('/', '.') + "Type");
        if (row.Version is { } version)
        {
            json.WriteString("etag", version);
        }

        json.WriteEndObject();
        foreach (var (name, value) in row.Fields)
        {
            json.WriteString(name, Text(value));
        }

        foreach (var (navigation, child) in row.Single)
        {
            json.WriteStartObject(navigation);
            if (expand.Contains(navigation))
            {
                Members(json, child, expand);
            }
            else
            {
                Deferred(json, $"{address}/{navigation}");
            }

            json.WriteEndObject();
        }

        foreach (var (navigation, children) in row.Children)
        {
            json.WriteStartObject(navigation);
            if (expand.Contains(navigation))
            {
                json.WriteStartArray("results");
                foreach (var child in children)
                {
                    Entity(json, child, expand);
                }

                json.WriteEndArray();
            }
            else
            {
                Deferred(json, $"{address}/{navigation}");
            }

            json.WriteEndObject();
        }
    }

    private static void Deferred(Utf8JsonWriter json, string address)
    {
        json.WriteStartObject("__deferred");
        json.WriteString("uri", address);
        json.WriteEndObject();
    }
}
