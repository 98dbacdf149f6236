using CsCheck;
using DealerIntegration.Domain.Diversion;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Tests.Diversion;

public sealed class GatherTests
{
    private static ScanVerdict[] Outside(int count, string area = "440106", string dealer = "D1") =>
        [.. Enumerable.Range(0, count).Select(i => World.Judge(World.Scan($"{area}-{i}", $"C{i}", area), dealer))];

    [Theory]
    [InlineData("D1", 2, CaseStanding.Observation)]
    [InlineData("D1", 3, CaseStanding.Case)]
    [InlineData("D2", 19, CaseStanding.Observation)]
    [InlineData("D2", 20, CaseStanding.Case)]
    public void A_case_needs_the_minimum_of_codes_and_the_minimum_share(
        string dealer, int codes, CaseStanding expected)
    {
        var found = Assert.Single(World.Gather(Outside(codes, "510104", dealer)));
        Assert.Equal((expected, codes), (found.Standing, found.Codes));
        Assert.Equal(codes / (decimal)World.Shipped[(dealer, "P1")], found.Share);
    }

    [Fact]
    public void Without_a_known_shipped_quantity_nobody_is_accused()
    {
        var found = Assert.Single(World.Gather(Outside(40, "510104", "D1").Select(
            v => v with { Custody = v.Custody with { ProductCode = "P9" } })));
        Assert.Equal(CaseStanding.Observation, found.Standing);
        Assert.Null(found.Share);
    }

    [Fact]
    public void Scans_gather_by_destination_city()
    {
        var found = World.Gather([.. Outside(3, "440106"), .. Outside(3, "440111"), .. Outside(3, "510104")]);
        Assert.Equal(["440100", "510100"], found.Select(c => c.DestinationArea));
        Assert.Equal([3, 3], found.Select(c => c.Codes));
        Assert.Equal(6, found[0].EventIds.Count);
    }

    [Fact]
    public void A_code_read_many_times_counts_once()
    {
        var verdicts = Enumerable.Range(0, 50).Select(i => World.Judge(
            World.Scan($"E{i}", i % 2 == 0 ? "c1" : "C1", "440106")));
        var found = Assert.Single(World.Gather(verdicts));
        Assert.Equal((1, CaseStanding.Observation), (found.Codes, found.Standing));
    }

    [Fact]
    public void Single_consumers_are_travellers_but_many_codes_in_one_city_are_not()
    {
        ScanVerdict[] Consumers(int count) => [.. Enumerable.Range(0, count).Select(i => World.Judge(
            World.Scan(
                $"K{i}", $"K{i}", "440106", ScanActor.Consumer, $"2026-10-{20 + i}T10:00:00+08:00",
                device: $"APP-{i}")))];
        Assert.Empty(World.Gather(Consumers(3)));
        var found = Assert.Single(World.Gather(Consumers(4)));
        Assert.Equal((CaseStanding.Case, 4), (found.Standing, found.Codes));
        var mixed = Assert.Single(World.Gather([.. Outside(2), .. Consumers(3)]));
        Assert.Equal((CaseStanding.Observation, 2), (mixed.Standing, mixed.Codes));
        Assert.Contains(
            mixed.Evidence,
            e => e.Bearing == Bearing.Against && e.Text.English.StartsWith("3 codes", StringComparison.Ordinal));
    }

    [Fact]
    public void The_month_is_that_of_the_principals_business_time()
    {
        var inside = World.Judge(World.Scan("E1", "C1", "440106", at: "2026-10-31T15:59:59+00:00"));
        var after = World.Judge(World.Scan("E2", "C2", "440106", at: "2026-10-31T16:00:00+00:00"));
        Assert.Equal(["E1"], Assert.Single(World.Gather([inside, after])).EventIds);
    }

    [Theory]
    [InlineData(9, 1, Severity.Minor)]
    [InlineData(10, 1, Severity.Serious)]
    [InlineData(9, 3, Severity.Serious)]
    [InlineData(50, 1, Severity.Grave)]
    [InlineData(9, 8, Severity.Grave)]
    public void Severity_follows_codes_and_spread(int codes, int spots, Severity expected)
    {
        var verdicts = Enumerable.Range(0, codes).Select(i => World.Judge(
            World.Scan($"E{i}", $"C{i}", "440106", place: $"Shop {i % spots}")));
        var found = Assert.Single(World.Gather(verdicts));
        Assert.Equal((spots, expected), (found.Spots, found.Severity));
    }

    [Fact]
    public void A_later_run_finds_the_same_case_number_as_the_case_grows()
    {
        var small = Assert.Single(World.Gather(Outside(3)));
        var grown = Assert.Single(World.Gather(Outside(30)));
        Assert.Equal(small.Number, grown.Number);
        Assert.StartsWith("DC-202610-440100-", small.Number, StringComparison.Ordinal);
        Assert.NotEqual(
            DiversionCase.NumberOf("D1", "1P1", "440100", World.Window),
            DiversionCase.NumberOf("D11", "P1", "440100", World.Window));
        Assert.NotEqual(small.Number, DiversionCase.NumberOf(
            "D1", "P1", "440100", CaseWindow.Of(World.October.Next, CaseWindowKind.Month)));
    }

    [Fact]
    public void Order_and_repetition_of_events_change_nothing()
    {
        var scans = Gen.Select(
            Gen.Int[0, 40],
            Gen.OneOf("440106", "440111", "510104", "330106", "320509", "bad"),
            Gen.OneOf("D1", "D2")).Array[0, 40];
        Gen.Select(scans, Gen.Int[0, int.MaxValue]).Sample((drawn, seed) =>
        {
            var verdicts = drawn.Select((s, i) => World.Judge(
                World.Scan($"E{i}", $"C{s.Item1}", s.Item2, (ScanActor)(i % 3)), s.Item3)).ToList();
            var twice = verdicts.Concat(verdicts).ToArray();
            new Random(seed).Shuffle(twice);
            Assert.Equal(World.Gather(verdicts).Select(Written), World.Gather(twice).Select(Written));
        });
    }

    [Fact]
    public void No_dealer_is_accused_below_the_minimum_however_the_scans_fall()
    {
        var scans = Gen.Select(Gen.Int[0, 1], Gen.OneOf("440106", "510104"), Gen.Int[0, 2]).Array[0, 60];
        scans.Sample(drawn =>
        {
            var verdicts = drawn.Select((s, i) => World.Judge(
                World.Scan($"E{i}", $"C{s.Item1}", s.Item2, (ScanActor)s.Item3)));
            Assert.All(World.Gather(verdicts), c => Assert.Equal(CaseStanding.Observation, c.Standing));
        });
    }

    // Records compare their lists by reference; written out, everything counts.
    private static string Written(DiversionCase found) => string.Join(
        '|', (IEnumerable<object>)[found with { EventIds = [], Evidence = [] }, .. found.EventIds, .. found.Evidence]);
}
