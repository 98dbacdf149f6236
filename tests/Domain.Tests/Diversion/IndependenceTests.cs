using DealerIntegration.Domain.Diversion.Gathering;
using DealerIntegration.Domain.Diversion;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Tests.Diversion;

/// <summary>No single wrong record and no single scanner makes a case, however many codes it covers.</summary>
public sealed class IndependenceTests
{
    private static readonly DiversionRules Rules = World.Rules with
    {
        Minimums = new CaseMinimums(Scans: 5, Share: 0m, Units: 3, AtHome: 2, Sources: 2, Others: 0),
    };

    [Theory]
    [InlineData(2, 2, CaseStanding.Observation)]
    [InlineData(3, 1, CaseStanding.Observation)]
    [InlineData(3, 2, CaseStanding.Case)]
    public void A_case_needs_cartons_that_moved_apart_and_scanners_that_know_nothing_of_each_other(
        int cartons, int scanners, CaseStanding expected)
    {
        var found = Gather(Verdicts(60, cartons, scanners), seenAtHome: true);
        Assert.Equal((expected, cartons, scanners), (found.Standing, found.Units, found.Sources));
    }

    [Fact]
    public void Codes_that_only_the_busiest_scanner_read_do_not_carry_a_case()
    {
        var rules = Rules with { Minimums = Rules.Minimums with { Others = 3 } };
        DiversionCase Found(params int[] byScanner) => Assert.Single(DiversionMatcher.Gather(
            byScanner.SelectMany((codes, scanner) => Verdicts(codes, codes, 1).Select(v => v with
            {
                Scan = v.Scan with
                {
                    EventId = $"{v.Scan.EventId}-{scanner}", Code = $"{v.Scan.Code}-{scanner}",
                    Device = $"PDA-{scanner}",
                },
            })),
            new MarketKnowledge(World.Shipped),
            rules,
            World.Window));
        Assert.Equal(CaseStanding.Observation, Found(50, 2).Standing);
        Assert.Equal(CaseStanding.Case, Found(50, 3).Standing);
        Assert.Equal(CaseStanding.Case, Found(3, 3, 3).Standing);
    }

    [Fact]
    public void A_shipment_hardly_anybody_saw_at_home_is_one_mistake_whatever_is_in_it()
    {
        var verdicts = Verdicts(60, 20, 20);
        Assert.Equal((1, CaseStanding.Observation), Standing(Gather(verdicts, seenAtHome: false)));
        Assert.Equal((20, CaseStanding.Case), Standing(Gather(verdicts, seenAtHome: true)));
        Assert.Equal((20, CaseStanding.Case), Standing(Gather(verdicts, seenAtHome: null)));
        Assert.Contains(
            Gather(verdicts, seenAtHome: false).Evidence,
            e => e.Text.English.Contains("recorded for the wrong dealer", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(64, CaseStanding.Observation)]
    [InlineData(65, CaseStanding.Case)]
    public void Goods_with_a_record_missing_count_only_where_most_of_them_are_seen_at_home(
        int atHome, CaseStanding expected)
    {
        var verdicts = Verdicts(60, 20, 20)
            .Select(v => v with { Custody = v.Custody with { Gap = Told.Same("arrived without having left") } })
            .ToList();
        var whole = Verdicts(5, 1, 1).Select((v, i) => v with
        {
            Scan = v.Scan with { EventId = $"W{i}", Code = $"W{i}" },
        });
        var known = new MarketKnowledge(World.Shipped)
        {
            SeenAtHome = new Dictionary<(string, string), int>
            {
                [("D1", verdicts[0].Custody.Movement!)] = atHome,
            },
        };

        var found = DiversionMatcher.Gather([.. verdicts, .. whole], known, Rules, World.Window);

        Assert.Equal(expected, Assert.Single(found).Standing);
        Assert.Equal(expected == CaseStanding.Case ? 65 : 5, found[0].Codes);
    }

    [Fact]
    public void Home_is_known_from_clean_scans_alone()
    {
        var sightings = new HomeSightings();
        var (home, away) = (World.Scan("E1", "C1", "330106"), World.Scan("E2", "C1", "440106"));
        sightings.Note([World.Judge(away)]);
        Assert.Empty(sightings.Codes);
        sightings.Note([World.Judge(away), World.Judge(home), World.Judge(home)]);
        Assert.Equal([KeyValuePair.Create(("D1", "S-1"), 1)], sightings.Codes);
    }

    [Fact]
    public void A_shop_that_nearly_always_stands_elsewhere_does_not_count()
    {
        var verdicts = Verdicts(60, 20, 20).Select(v => v with { Scan = v.Scan with { Place = "Shop 9" } });
        var known = new MarketKnowledge(World.Shipped)
        {
            CityOfPlace = new Dictionary<string, string> { ["Shop 9"] = "330100" },
        };
        var none = Assert.Single(DiversionMatcher.Gather(verdicts, known, Rules, World.Window));
        Assert.Equal((CaseStanding.Observation, 0, 0), (none.Standing, none.Codes, none.Confidence));
        Assert.Empty(none.EventIds);
        Assert.Equal(
            [
                "None of the 60 scans outside the territory counts.",
                "60 scans do not count: their place nearly always names another city.",
            ],
            none.Evidence.Select(e => e.Text.English));
        known = known with { CityOfPlace = new Dictionary<string, string> { ["Shop 9"] = "440100" } };
        var found = Assert.Single(DiversionMatcher.Gather(verdicts, known, Rules, World.Window));
        Assert.Equal((none.Number, 60), (found.Number, found.Codes));
    }

    [Theory]
    [InlineData(49, Severity.Minor)]
    [InlineData(50, Severity.Serious)]
    [InlineData(250, Severity.Grave)]
    public void Where_the_price_is_known_worth_counts_and_not_codes(int codes, Severity expected)
    {
        var known = new MarketKnowledge(World.Shipped)
        {
            Prices = new Dictionary<(string, string), decimal> { [("D1", "P1")] = 20m },
        };
        var found = Assert.Single(DiversionMatcher.Gather(Verdicts(codes, 5, 5), known, Rules, World.Window));
        Assert.Equal((codes * 20m, expected), (found.Value, found.Severity));
    }

    [Fact]
    public void Independent_scanners_places_and_days_make_a_case_surer()
    {
        var one = Gather(Verdicts(6, 3, 1), seenAtHome: true);
        var many = Gather(
            [.. Verdicts(6, 3, 3).Select((v, i) => v with
            {
                Scan = v.Scan with { Place = $"Shop {i}", ScannedAt = v.Scan.ScannedAt.AddDays(i % 4) },
            })],
            seenAtHome: true);
        Assert.Equal((75, 75 + 6 + 10 + 6), (one.Confidence, many.Confidence));
        Assert.Contains(
            many.Evidence,
            e => e.Text.English ==
                "Confidence 97 %: mean of 6 scans 75, + 6 for 3 scanners, + 10 for 6 places, + 6 for 4 days.");
    }

    [Theory]
    [InlineData("2026-10-31", "2026-Q4", "2026-10-01", "2026-12-31")]
    [InlineData("2026-01-01", "2026-Q1", "2026-01-01", "2026-03-31")]
    public void A_quarter_makes_one_case_of_three_months(string day, string name, string start, string end)
    {
        var month = Domain.Values.Period.Of(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture));
        var window = CaseWindow.Of(month, CaseWindowKind.Quarter);
        Assert.Equal((name, start, end), (window.ToString(), $"{window.Start:yyyy-MM-dd}", $"{window.End:yyyy-MM-dd}"));
        Assert.StartsWith(
            $"DC-{name.Replace("-", "", StringComparison.Ordinal)}-440100-",
            DiversionCase.NumberOf("D1", "P1", "440100", window),
            StringComparison.Ordinal);
    }

    private static (int, CaseStanding) Standing(DiversionCase found) => (found.Units, found.Standing);

    private static DiversionCase Gather(IReadOnlyList<ScanVerdict> verdicts, bool? seenAtHome) => Assert.Single(
        DiversionMatcher.Gather(
            verdicts,
            new MarketKnowledge(World.Shipped)
            {
                SeenAtHome = seenAtHome is { } seen
                    ? new Dictionary<(string, string), int> { [("D1", "S-1")] = seen ? 2 : 1 }
                    : null,
            },
            Rules,
            World.Window));

    private static IReadOnlyList<ScanVerdict> Verdicts(int codes, int cartons, int scanners) =>
        [.. Enumerable.Range(0, codes).Select(i => DiversionMatcher.Judge(
            World.Scan($"E{i}", $"C{i}", "440106", device: $"PDA-{i % scanners}"),
            World.Held($"C{i}") with { PackedIn = $"BOX-{i % cartons}" },
            World.Territories(),
            Rules))];
}
