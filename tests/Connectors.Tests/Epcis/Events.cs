using System.Text;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Epcis;
using DealerIntegration.Domain.Canonical;
using DealerIntegration.Domain.Diversion.Codes;

namespace DealerIntegration.Connectors.Tests.Epcis;

/// <summary>Events read as the hub reads them: by the shipped rules and some places of the tests' own.</summary>
internal static class Events
{
    public static readonly DateTimeOffset ReceivedAt = new(2026, 10, 31, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Fields that every event of the tests has.</summary>
    public const string When = """ "eventTime": "2026-10-10T09:00:00+08:00", "eventTimeZoneOffset": "+08:00", """;

    public static readonly EventRules Rules = Shipped() with
    {
        Principal = ["6901234*", "urn:epc:id:pgln:0614141.00777"],
        Places =
        [
            new EventPlace("6921234567894", "D001", "330106", null, "杭州仓"),
            new EventPlace("urn:epc:id:sgln:4012345.00225.0", "D002", "320500"),
            new EventPlace("https://shops.example/17", null, "320506", Domain.Diversion.ScanActor.Outlet, "苏州十七店"),
        ],
    };

    public static EventRules Shipped() =>
        ConfigFile.Load<EventRules>(Repository.Path("config/events.json"));

    public static List<TakenEvent> Read(byte[] content, string name = "events.json", EventRules? rules = null)
    {
        var reader = EventFileReader.Open(name, content, rules ?? Rules, CodeRules.None, new Known(), ReceivedAt);
        var events = reader.Read(0).ToList();
        Assert.Equal(reader.Count, events.Count);
        return events;
    }

    public static TakenEvent Only(string json) => Assert.Single(Read(Epcis.Document(json)));

    public static List<TakenEvent> Table(string csv, string name = "events.csv") =>
        Read(Encoding.UTF8.GetBytes(csv), name);

    /// <summary>A step of custody as text: step, from, to, parent, codes, document, area.</summary>
    public static string Step(TakenEvent taken)
    {
        Assert.True(taken.Trace is not null, $"{taken.Outcome} {taken.Reason} {Why(taken)}");
        return Fields(taken.Trace!, TraceDatasets.TraceEvents,
            "step", "from_dealer", "to_dealer", "parent_code", "codes", "document", "area_code");
    }

    /// <summary>A scan as text: code, area, actor, place, device, latitude, longitude.</summary>
    public static string Scan(TakenEvent taken)
    {
        Assert.True(taken.Outcome == EventOutcome.Scanned, $"{taken.Outcome} {taken.Reason} {Why(taken)}");
        return string.Join('\n', taken.Scans.Select(s => Fields(s, TraceDatasets.Scans,
            "code", "area_code", "actor", "place", "device", "latitude", "longitude")));
    }

    /// <summary>What was refused: code and value of each.</summary>
    public static string Why(TakenEvent taken) =>
        string.Join(", ", taken.Rejected.Select(r => $"{r.Code} {r.Value}".Trim()));

    public static string Fields(
        DealerIntegration.Connectors.Mapping.MappedDocument document, DatasetSpec spec, params string[] names) =>
        string.Join('|', names.Select(n => document.Values[spec.Fields.ToList().FindIndex(f => f.Name == n)]));

    private sealed class Known : ITraceKnowledge
    {
        public bool IsDealer(string code) => code is "D001" or "D002" or "D003";

        public string? ProductOf(string gtinOrCode) =>
            gtinOrCode is "04012345111118" or "P1" ? "P1" : null;
    }
}
