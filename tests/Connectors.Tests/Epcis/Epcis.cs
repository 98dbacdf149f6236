using System.Text;
using DealerIntegration.Connectors.Epcis;
using DealerIntegration.Domain.Diversion.Codes;

namespace DealerIntegration.Connectors.Tests.Epcis;

/// <summary>Events as tests write them down.</summary>
internal static class Epcis
{
    public const string ShippedTwo = """
        "type": "ObjectEvent", "action": "OBSERVE", "bizStep": "shipping", "disposition": "in_transit",
        "epcList": ["urn:epc:id:sgtin:0614141.107346.2017", "urn:epc:id:sgtin:0614141.107346.2018"],
        "eventTime": "2022-02-16T20:33:31.116000-06:00", "eventTimeZoneOffset": "-06:00",
        "readPoint": { "id": "urn:epc:id:sgln:0614141.07346.1234" },
        "bizTransactionList": [{ "type": "po", "bizTransaction": "http://transaction.acme.com/po/12345678" }]
        """;

    public static byte[] Document(params string[] events) => Encoding.UTF8.GetBytes($$"""
        {
          "@context": ["https://ref.gs1.org/standards/epcis/epcis-context.jsonld",
                       { "own": "https://ns.example.com/own/" }],
          "type": "EPCISDocument", "schemaVersion": "2.0", "creationDate": "2026-10-01T08:00:00Z",
          "epcisBody": { "eventList": [
            {{string.Join(",\n    ", events.Select(e => $"{{ {e} }}"))}}
          ] }
        }
        """);

    public static byte[] Xml(string events, string version = "2") => Encoding.UTF8.GetBytes($"""
        <?xml version="1.0" encoding="UTF-8"?>
        <epcis:EPCISDocument xmlns:epcis="urn:epcglobal:epcis:xsd:{version}" schemaVersion="{version}.0"
            xmlns:own="https://ns.example.com/own/" xmlns:x="https://ref.gs1.org/cbv/">
          <EPCISBody><EventList>
        {events}
          </EventList></EPCISBody>
        </epcis:EPCISDocument>
        """);

    public static IEventSource Open(byte[] content, string name = "events.json") =>
        EventFile.Open(name, content, Events.Rules, new CodeReader(CodeRules.None));

    public static List<EpcisRecord> Read(byte[] content, string name = "events.json") =>
        [.. Open(content, name).Read(0)];

    public static EpcisNode Only(byte[] content)
    {
        var record = Assert.Single(Read(content));
        Assert.Null(record.Defect);
        return record.Event!;
    }

    public static string IdOf(byte[] content) => Gs1EventId.Of(Only(content));
}
