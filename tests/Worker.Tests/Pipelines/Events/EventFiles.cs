using System.Text;
using DealerIntegration.Domain.Canonical;
using DealerIntegration.Worker.Pipelines.Events;

namespace DealerIntegration.Worker.Tests.Pipelines.Events;

/// <summary>Files of events as partners drop them, and a hub that takes them.</summary>
internal static class EventFiles
{
    /// <summary>What counts, as text: steps, then scans.</summary>
    public const string Effective = """
        SELECT step, happened_at, parent_code, codes, from_dealer, to_dealer, document, area_code
          FROM canonical.effective_trace_event
         UNION ALL
        SELECT actor, scanned_at, NULL, code, NULL, NULL, device, area_code FROM canonical.effective_scan
         ORDER BY 2, 1, 4
        """;

    public static string Ship(string serial, string dealer = "D001", string minute = "00", string offset = "+08:00",
        string more = "") => $$"""
        { "type": "ObjectEvent", "action": "OBSERVE", "bizStep": "shipping",
          "eventTime": "2026-10-10T09:{{minute}}:00+08:00", "eventTimeZoneOffset": "{{offset}}",
          "epcList": ["urn:epc:id:sgtin:4012345.011111.{{serial}}"],
          "readPoint": { "id": "https://id.gs1.org/414/6901234000009" },
          "destinationList": [{ "type": "owning_party", "destination": "https://trace.example.cn/dealer/{{dealer}}" }],
          "bizTransactionList": [
            { "type": "desadv", "bizTransaction": "urn:epcglobal:cbv:bt:6901234000009:{{serial}}" }]
          {{more}} }
        """;

    public static string Scan(string serial, string area = "320506", string more = "") => $$"""
        { "type": "ObjectEvent", "action": "OBSERVE", "bizStep": "https://trace.example.cn/step/inspection",
          "eventTime": "2026-10-20T10:00:00+08:00", "eventTimeZoneOffset": "+08:00",
          "epcList": ["urn:epc:id:sgtin:4012345.011111.{{serial}}"],
          "readPoint": { "id": "https://trace.example.cn/area/{{area}}" }, "x:device": "PDA-1" {{more}} }
        """;

    public static string ErrorDeclaration(string corrections = "urn:uuid:2") => $$"""
        , "errorDeclaration": { "declarationTime": "2026-10-21T00:00:00Z", "reason": "incorrect_data",
            "correctiveEventIDs": ["{{corrections}}"] }
        """;

    public static string Document(params string[] events) => $$"""
        { "@context": ["https://ref.gs1.org/standards/epcis/epcis-context.jsonld", { "x": "https://x.example/" }],
          "type": "EPCISDocument", "schemaVersion": "2.0", "creationDate": "2026-10-21T00:00:00Z",
          "epcisBody": { "eventList": [{{string.Join(",\n", events)}}] } }
        """;

    public static string ShipXml(string serial, string dealer = "D001") => $"""
        <epcis:EPCISDocument xmlns:epcis="urn:epcglobal:epcis:xsd:2" schemaVersion="2.0"
            creationDate="2026-10-21T00:00:00Z">
          <EPCISBody><EventList><ObjectEvent>
            <eventTime>2026-10-10T01:00:00.000Z</eventTime>
            <eventTimeZoneOffset>+08:00</eventTimeZoneOffset>
            <epcList><epc>https://id.gs1.org/01/04012345111118/21/{serial}</epc></epcList>
            <action>OBSERVE</action>
            <bizStep>urn:epcglobal:cbv:bizstep:shipping</bizStep>
            <readPoint><id>urn:epc:id:sgln:6901234.00000.0</id></readPoint>
            <bizTransactionList>
              <bizTransaction
                type="urn:epcglobal:cbv:btt:desadv">urn:epcglobal:cbv:bt:6901234000009:{serial}</bizTransaction>
            </bizTransactionList>
            <destinationList>
              <destination
                type="urn:epcglobal:cbv:sdt:owning_party">https://trace.example.cn/dealer/{dealer}</destination>
            </destinationList>
          </ObjectEvent></EventList></EPCISBody>
        </epcis:EPCISDocument>
        """;

    public static async Task<TestHub> OpenAsync(PostgresFixture postgres, TestConfig? config = null)
    {
        var hub = await TestHub.OpenAsync(postgres, config);
        // Its making creates the folders, as it does when the hub starts to work.
        Assert.NotNull(hub.Get<EventDrop>());
        await hub.SeedAsync(
            Datasets.Dealers, Documents.Dealer("D001"), Documents.Dealer("D002"), Documents.Dealer("D003"));
        return hub;
    }

    public static void Drop(TestHub hub, string name, string content) =>
        File.WriteAllText(Path.Combine(hub.Paths.Data, "drop", "events", name), content, new UTF8Encoding(false));

    public static string[] Dropped(TestHub hub) => Directory.GetFiles(Path.Combine(hub.Paths.Data, "drop", "events"));

    public static string Receipt(TestHub hub, string name) =>
        File.ReadAllText(Path.Combine(hub.Paths.Data, "outbox", "events", $"{name}.receipt.txt"));

    /// <summary>Drops the files one by one, with a run after each.</summary>
    public static async Task TakeAsync(TestHub hub, params IEnumerable<string> files)
    {
        var number = 0;
        foreach (var file in files)
        {
            Drop(hub, $"{++number}.json", file);
            await hub.SucceedAsync("events");
        }
    }
}
