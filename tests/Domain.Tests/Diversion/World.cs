using System.Globalization;
using DealerIntegration.Domain.Diversion;
using DealerIntegration.Domain.Diversion.Custody;
using DealerIntegration.Domain.Diversion.Gathering;
using DealerIntegration.Domain.Tests.Golden;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Tests.Diversion;

/// <summary>A small market: dealer D1 sells in Zhejiang but for its last city, D2 in the city of Shaoguan.</summary>
internal static class World
{
    public static readonly Period October = new(2026, 10);

    public static readonly DateTimeOffset ShippedAt = At("2026-10-05T08:00:00+08:00");

    public static readonly CaseWindow Window = CaseWindow.Of(October, CaseWindowKind.Month);

    /// <summary>The shipped weights, with low minimums: what one unit or scanner may do has its own tests.</summary>
    public static readonly DiversionRules Rules = ShippedConfig.Read<DiversionRules>("diversion.json") with
    {
        Version = 7,
        Minimums = new CaseMinimums(Scans: 3, Share: 0.02m, Units: 1, AtHome: 2, Sources: 1, Others: 0),
        ConsumerCodesBeyondTravel = 4,
        Severity = new SeveritySteps(new SeverityStep(1_000m, 10, 3), new SeverityStep(5_000m, 50, 8)),
        Borders = [new AreaBorder("330500", "320500")],
    };

    public static readonly IReadOnlyDictionary<(string Dealer, string Product), long> Shipped =
        new Dictionary<(string Dealer, string Product), long> { [("D1", "P1")] = 100, [("D2", "P1")] = 1_000 };

    public static TerritoryMap Territories()
    {
        var map = new TerritoryMap();
        map.Add("D1", "330000");
        map.Add("D2", "440200");
        return map;
    }

    public static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    public static Custody Held(string code, string dealer = "D1", string? unit = null) => new(
        code, CustodyState.WithDealer, dealer, "P1", unit, "S-1", ShippedAt, ShippedAt, null, []);

    public static Scan Scan(
        string eventId,
        string code,
        string area,
        ScanActor actor = ScanActor.Inspector,
        string at = "2026-10-20T10:00:00+08:00",
        string? place = null,
        string? device = null) => new(eventId, code, At(at), area, actor, place, device);

    public static ScanVerdict Judge(Scan scan, string dealer = "D1") =>
        DiversionMatcher.Judge(scan, Held(scan.Code, dealer), Territories(), Rules);

    public static IReadOnlyList<DiversionCase> Gather(IEnumerable<ScanVerdict> verdicts) =>
        DiversionMatcher.Gather(verdicts, new MarketKnowledge(Shipped), Rules, Window);
}
