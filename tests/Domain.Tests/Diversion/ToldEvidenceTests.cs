using System.Text.RegularExpressions;
using DealerIntegration.Domain.Diversion;
using DealerIntegration.Domain.Diversion.Cases;
using DealerIntegration.Domain.Diversion.Custody;
using DealerIntegration.Domain.Diversion.Events;
using DealerIntegration.Domain.Diversion.Gathering;
using DealerIntegration.Domain.Diversion.Signals;
using DealerIntegration.Domain.Diversion.Territory;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Tests.Diversion;

/// <summary>Whatever is weighed is told in both languages, with the same codes, figures and dates in both.</summary>
public sealed partial class ToldEvidenceTests
{
    private const string Shaoguan = "440205";
    private const string Chengdu = "510104";
    private static readonly DateTimeOffset ScannedAt = World.At("2026-10-20T10:00:00+08:00");

    // Those that decide nothing by a weight of their own; the others are named by the rules.
    private static readonly string[] Unweighed =
    [
        "ghost", "zombie", "before-shipment", "unclear-area", "too-fast", "packing-chain", "low-confidence",
        "confidence", "gathering",
    ];

    private static readonly Told Gap = new("A record is missing.", "缺一条记录。");

    public static TheoryData<string> Names => [.. All.Keys];

    private static Dictionary<string, Func<IEnumerable<Evidence>>> All => new()
    {
        ["inside"] = () => One(World.Held("C1"), "330106"),
        ["outside"] = () => One(World.Held("C1"), place: "SHOP 12"),
        ["outside, without a document"] = () => One(World.Held("C1") with { Document = null }),
        ["outside, by the dealer master"] = () => One(World.Held("C1"), map: Mastered()),
        ["ghost"] = () => One(Custody.None("C1")),
        ["withdrawn"] = () => One(World.Held("C1") with { State = CustodyState.Withdrawn }),
        ["withdrawn, no day"] = () => One(World.Held("C1") with { State = CustodyState.Withdrawn, Since = null }),
        ["withdrawn, no paper"] = () => One(World.Held("C1") with { State = CustodyState.Withdrawn, Document = null }),
        ["back"] = () => One(World.Held("C1") with { State = CustodyState.AtPrincipal, Dealer = null }),
        ["never left"] = () => One(Custody.None("C1") with { State = CustodyState.AtPrincipal }),
        ["too early"] = () => One(World.Held("C1") with { FirstShipped = ScannedAt.AddHours(3) }),
        ["late event"] = () => One(
            World.Held("C1") with
            {
                Next = new CustodyChange(TraceStep.Transfer, "D2", "T-1", ScannedAt.AddHours(9)),
            },
            Shaoguan),
        ["late event, no paper"] = () => One(
            World.Held("C1") with
            {
                Next = new CustodyChange(TraceStep.Transfer, "D2", null, ScannedAt.AddHours(9)),
            },
            Shaoguan),
        ["no area"] = () => One(World.Held("C1"), "4402"),
        ["wide area"] = () => One(World.Held("C1", "D2"), "440000"),
        ["no contract"] = () => One(World.Held("C1", "D7")),
        ["returning"] = () => One(World.Held("C1") with { State = CustodyState.Returning, Step = TraceStep.Return }),
        ["gap at home"] = () => One(World.Held("C1") with { Gap = Gap }, "330106"),
        ["gap, the one before"] = () => One(World.Held("C1") with { Gap = Gap, From = "D2" }, Shaoguan),
        ["gap, confirmed"] = () => One(World.Held("C1") with { Gap = Gap, IsReceived = true }),
        ["gap, nobody"] = () => One(World.Held("C1") with { Gap = Gap, From = "D2" }),
        ["passed on"] = () => One(World.Held("C1") with { Step = TraceStep.Transfer, From = "D2" }, "330106"),
        ["just passed on"] = () => One(
            World.Held("C1") with { Step = TraceStep.Transfer, From = "D2", Since = ScannedAt.AddDays(-2) }, Shaoguan),
        ["consent"] = () => One(World.Held("C1"), map: Granted(TerritoryKind.Permission, null, null)),
        ["consent for a product"] = () => One(
            World.Held("C1"), map: Granted(TerritoryKind.Permission, "P1", new DateOnly(2026, 12, 31))),
        ["shared"] = () => One(World.Held("C1"), map: Granted(TerritoryKind.Shared, null, null)),
        ["carved out"] = () => One(World.Held("C1"), map: Granted(TerritoryKind.Excepted, null, null)),
        ["no such area"] = () => One(
            World.Held("C1"), map: new TerritoryMap(new AreaList(new Dictionary<string, string>()))),
        ["two cities"] = () => Of(
            DiversionMatcher.JudgeCode(
            [
                World.Scan("E1", "C1", Chengdu, place: "SHOP 3"), World.Scan("E2", "C1", "330106", place: "SHOP 3"),
            ],
            _ => World.Held("C1"), World.Territories(), World.Rules)),
        ["online order"] = () => One(World.Held("C1") with { SoldTo = "510107" }),
        ["border"] = () => One(World.Held("C1"), "320509"),
        ["traveller"] = () => One(World.Held("C1"), actor: ScanActor.Consumer),
        ["impossibly fast"] = () => One(World.Held("C1") with { Since = ScannedAt.AddHours(-2) }),
        ["fast, in a carton"] = () => One(World.Held("C1", unit: "BOX 9") with { Since = ScannedAt.AddHours(-5) }),
        ["not sure"] = () => Of(
            DiversionMatcher.JudgeCode(
            [
                World.Scan("E1", "C1", "330106", ScanActor.Outlet), World.Scan("E2", "C1", Chengdu, ScanActor.Outlet),
            ],
            _ => World.Held("C1"), World.Territories(), World.Rules)),
        ["clone by travel"] = () => Of(
            DiversionMatcher.JudgeCode(
            [
                World.Scan("E1", "C1", Chengdu) with { Latitude = 30.67m, Longitude = 104.07m },
                World.Scan("E2", "C1", Shaoguan, at: "2026-10-20T10:30:00+08:00") with
                {
                    Latitude = 24.81m, Longitude = 113.6m,
                },
                World.Scan("E3", "C1", Chengdu, at: "2026-10-27T10:00:00+08:00"),
            ],
            _ => World.Held("C1"), World.Territories(), World.Rules)),
        ["clone by number"] = () => Of(DiversionMatcher.JudgeCode(
            [.. Enumerable.Range(1, 11).Select(i => World.Scan($"E{i}", "C1", Chengdu, device: $"PDA{i}"))],
            _ => World.Held("C1"), World.Territories(), World.Rules)),
        ["told twice"] = () => Of(
            DiversionMatcher.JudgeCode(
            [
                World.Scan("E1", "C1", Chengdu, place: "SHOP 3"), World.Scan("F1", "C1", Chengdu, place: "SHOP 3"),
            ],
            _ => World.Held("C1"), World.Territories(), World.Rules)),
        ["told twice by a device"] = () => Of(
            DiversionMatcher.JudgeCode(
            [
                World.Scan("E1", "C1", Chengdu, device: "PDA1"), World.Scan("F1", "C1", Chengdu, device: "PDA1"),
            ],
            _ => World.Held("C1"), World.Territories(), World.Rules)),
        ["a case"] = () => Gathered(12),
        ["an observation"] = () => Gathered(2),
        ["an unseen shipment"] = () => Gathered(12, seen: 1),
        ["a record missing"] = () => Gathered(12, seen: 1, gap: Gap),
        ["shipments not known"] = () => Gathered(12, shipped: false),
        ["a misplaced shop"] = () => Gathered(12, city: "330100"),
        ["travellers"] = () => Gathered(3, ScanActor.Consumer).Concat(Gathered(5, ScanActor.Consumer)),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_sentence_says_in_Chinese_what_it_says_in_English(string name)
    {
        var evidence = All[name]().ToList();
        Assert.NotEmpty(evidence);
        Assert.All(evidence, e => Same(e.Text));
    }

    [Fact]
    public void The_sentences_here_are_those_of_every_signal()
    {
        var told = All.Values.SelectMany(evidence => evidence()).Select(e => e.Signal).ToHashSet();
        Assert.Empty(World.Rules.Confidence.Signals.Keys.Except(told));
        Assert.Empty(Unweighed.Except(told));
        Assert.All(
            told.Except(["confidence", "gathering"]),
            signal => Assert.Matches("^[\u4E00-\u9FFF·]+$", SignalTerms.Of(signal).Chinese));
        Assert.Equal(new Told("older-signal", "older-signal"), SignalTerms.Of("older-signal"));
    }

    [Fact]
    public void What_is_missing_in_a_chain_and_what_a_ruling_moves_are_told_in_both_too()
    {
        TraceEvent[] events =
        [
            Event("E1", TraceStep.Ship, 1, null, "D1"), Event("E2", TraceStep.Receive, 2, null, "D2"),
            Event("E3", TraceStep.Transfer, 3, "D4", "D5"),
        ];
        var book = CustodyBook.Of(events);
        Same(book.At("C1", World.ShippedAt.AddHours(2)).Gap!.Value);
        Same(book.At("C1", World.ShippedAt.AddHours(3)).Gap!.Value);
        Same(CustodyBook.Of(events.Skip(2)).At("C1", World.ShippedAt.AddHours(3)).Gap!.Value);

        var volume = DivertedVolume.Of(
            3m, new InvoicedProduct("CNY", 7m, 100m, 113m, new("lines 3", "明细 3 行")), "CNY");
        var (held, shared) = (new AreaClaim("D2", "610100", false), new AreaClaim("D3", "610100", false));
        Same(volume.WordsFor(AreaHolder.Of("610100", "D1", [held]), "CNY"));
        Same(volume.WordsFor(AreaHolder.Of("610100", "D1", [held]), "USD"));
        Same(volume.WordsFor(AreaHolder.Of("610100", "D1", [held, shared]), null));
        Same(DivertedVolume.Of(3m, null, "CNY").WordsFor(AreaHolder.Of("610100", "D1", []), null));
    }

    private static void Same(Told text)
    {
        Assert.Matches("[。]$", text.Chinese);
        Assert.Matches("[.]$", text.English);
        Assert.DoesNotMatch("[a-z]{2}", text.Chinese);
        Assert.DoesNotMatch("[\u2E80-\u9FFF]", text.English);
        Assert.Equal(Figures(text.English), Figures(text.Chinese));
    }

    private static IEnumerable<Evidence> One(
        Custody custody, string area = Chengdu, TerritoryMap? map = null, ScanActor actor = ScanActor.Inspector,
        string? place = null) => DiversionMatcher.Judge(
        World.Scan("E1", "C1", area, actor, place: place), custody, map ?? World.Territories(), World.Rules).Evidence;

    private static IEnumerable<Evidence> Of(IEnumerable<ScanVerdict> verdicts) => verdicts.SelectMany(v => v.Evidence);

    private static TerritoryMap Granted(TerritoryKind kind, string? product, DateOnly? to)
    {
        var map = World.Territories();
        map.Add(new TerritoryContract("D1", "K-7", 3, kind, "510100", product, new DateOnly(2026, 1, 1), to));
        return map;
    }

    private static TerritoryMap Mastered()
    {
        var map = new TerritoryMap();
        map.Add(new TerritoryContract(
            "D1", TerritoryMap.DealerMaster, 46, TerritoryKind.Own, "330000", null, DateOnly.MinValue, null));
        return map;
    }

    private static IEnumerable<Evidence> Gathered(
        int codes, ScanActor actor = ScanActor.Inspector, int? seen = null, Told? gap = null, bool shipped = true,
        string? city = null)
    {
        var verdicts = Enumerable.Range(1, codes).Select(i => DiversionMatcher.Judge(
            World.Scan($"E{i}", $"C{i}", Chengdu, actor, place: $"SHOP {i % 3}", device: $"PDA{i}"),
            World.Held($"C{i}") with { IsReceived = true, Gap = gap },
            World.Territories(),
            World.Rules));
        var known = new MarketKnowledge(shipped ? World.Shipped : new Dictionary<(string, string), long>())
        {
            SeenAtHome = seen is { } n ? new Dictionary<(string, string), int> { [("D1", "S-1")] = n } : null,
            CityOfPlace = city is null
                ? new Dictionary<string, string>()
                : Enumerable.Range(0, 2).ToDictionary(i => $"SHOP {i}", _ => city),
        };
        return DiversionMatcher.Gather(verdicts, known, World.Rules, World.Window).SelectMany(c => c.Evidence);
    }

    private static TraceEvent Event(string id, TraceStep step, int hour, string? from, string? to) => new(
        id, false, step, World.ShippedAt.AddHours(hour), null, ["C1"], "P1", from, to, $"DOC-{id}", null, null);

    // In whatever order: the languages put them differently.
    private static IEnumerable<string> Figures(string text) =>
        Figure().Matches(text).Select(match => match.Value).Order(StringComparer.Ordinal);

    [GeneratedRegex(@"[A-Z]*-?\d[\d,.:-]*\d|[A-Z]*-?\d")]
    private static partial Regex Figure();
}
