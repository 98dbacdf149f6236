using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using DealerIntegration.Simulators.Business;

namespace DealerIntegration.Simulators.Logistics;

/// <summary>Events as an EPCIS 2.0 document in JSON-LD; codes as URNs.</summary>
internal static class JsonLd
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static byte[] Write(DateTime created, IEnumerable<EpcisEvent> events) => JsonSerializer.SerializeToUtf8Bytes(
        new JsonObject
        {
            ["@context"] = new JsonArray(
                "https://ref.gs1.org/standards/2.0.0/epcis-context.jsonld",
                new JsonObject { ["app"] = "https://trace.example.cn/ns/" }),
            ["type"] = "EPCISDocument",
            ["schemaVersion"] = "2.0",
            ["creationDate"] = created.ToString("yyyy-MM-dd'T'HH:mm:ss") + EpcisEvent.Offset,
            ["epcisBody"] = new JsonObject { ["eventList"] = new JsonArray([.. events.Select(Event)]) },
        },
        Readable);

    private static JsonNode Event(EpcisEvent one)
    {
        var codes = new JsonArray([.. one.Codes.Select(code => (JsonNode)Gs1Text.Urn(code))]);
        var json = new JsonObject
        {
            ["type"] = one.Type,
            ["eventTime"] = one.Time,
            ["eventTimeZoneOffset"] = EpcisEvent.Offset,
            ["action"] = one.Action,
            ["bizStep"] = one.BizStep,
            ["readPoint"] = new JsonObject { ["id"] = one.ReadPoint },
        };
        Add(json, "parentID", one.Parent is null ? null : Gs1Text.Urn(one.Parent));
        json[one.Parent is null ? "epcList" : "childEPCs"] = codes;
        Add(json, "disposition", one.Disposition);
        Add(json, "app:deviceId", one.Device);
        if (one.BizLocation is { } location)
        {
            json["bizLocation"] = new JsonObject { ["id"] = location };
        }

        if (one.Transaction is var (type, number))
        {
            json["bizTransactionList"] = Typed("bizTransaction", type, XmlDocument.Transaction(number));
        }

        if (one.Source is not null)
        {
            json["sourceList"] = Typed("source", "owning_party", one.Source);
            json["destinationList"] = Typed("destination", "owning_party", one.Destination!);
        }

        return json;
    }

    private static JsonArray Typed(string member, string type, string value) =>
        new(new JsonObject { ["type"] = type, [member] = value });

    private static void Add(JsonObject json, string name, string? value)
    {
        if (value is not null)
        {
            json[name] = value;
        }
    }
}
