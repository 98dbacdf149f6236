using DealerIntegration.Domain.Diversion;
using DealerIntegration.Domain.Diversion.Custody;

namespace DealerIntegration.Domain.Tests.Diversion;

public sealed class JudgeTests
{
    [Fact]
    public void Goods_found_in_the_territory_are_clean()
    {
        var verdict = World.Judge(World.Scan("E1", "C1", "330106"));
        Assert.Equal(Verdict.Clean, verdict.Verdict);
        Assert.Single(verdict.Evidence);
        Assert.Equal(7, verdict.RulesVersion);
    }

    [Theory]
    [InlineData(ScanActor.Inspector)]
    [InlineData(ScanActor.Outlet)]
    public void Goods_found_elsewhere_by_inspector_or_shop_speak_against_the_dealer(ScanActor actor)
    {
        var verdict = World.Judge(World.Scan("E1", "C1", "440106", actor, place: "Shop 12"));
        Assert.Equal(Verdict.Diverted, verdict.Verdict);
        var evidence = verdict.Evidence[0];
        Assert.Equal([Bearing.For, Bearing.Neutral], verdict.Evidence.Select(e => e.Bearing));
        Assert.All(
            ["S-1", "D1", "330000", "440106", "Shop 12"],
            part =>
            {
                Assert.Contains(part, evidence.Text.English, StringComparison.Ordinal);
                Assert.Contains(part, evidence.Text.Chinese, StringComparison.Ordinal);
            });
    }

    [Fact]
    public void A_consumer_who_travelled_is_no_diversion_and_both_sides_are_stated()
    {
        var verdict = World.Judge(World.Scan("E1", "C1", "440106", ScanActor.Consumer));
        Assert.Equal((Verdict.Explained, "consumer-travel"), (verdict.Verdict, verdict.DecidedBy));
        Assert.Equal([Bearing.Against, Bearing.For, Bearing.Neutral], verdict.Evidence.Select(e => e.Bearing));
    }

    [Fact]
    public void A_code_nobody_shipped_is_a_ghost_and_accuses_nobody()
    {
        var verdict = DiversionMatcher.Judge(
            World.Scan("E1", "UNKNOWN", "440106"), Custody.None("UNKNOWN"), World.Territories(), World.Rules);
        Assert.Equal((Verdict.Undecided, "ghost"), (verdict.Verdict, verdict.DecidedBy));
        Assert.Empty(World.Gather([verdict]));
    }

    [Theory]
    [InlineData("2026-10-05T07:29:59+08:00", Verdict.Undecided)]
    [InlineData("2026-10-05T07:30:00+08:00", Verdict.Diverted)]
    [InlineData("2026-10-04T23:30:00+00:00", Verdict.Diverted)]
    public void A_scan_before_the_shipment_is_a_fault_of_the_data_beyond_the_tolerance(string at, Verdict expected) =>
        Assert.Equal(expected, World.Judge(World.Scan("E1", "C1", "440106", at: at)).Verdict);

    [Theory]
    [InlineData("320509", Verdict.Explained)]
    [InlineData("320106", Verdict.Diverted)]
    public void Only_areas_named_as_neighbours_are_border_towns(string area, Verdict expected) =>
        Assert.Equal(expected, World.Judge(World.Scan("E1", "C1", area)).Verdict);

    [Fact]
    public void A_border_counts_in_both_directions()
    {
        var territories = new TerritoryMap();
        territories.Add("D1", "320509");
        var scan = World.Scan("E1", "C1", "330502");
        Assert.Equal(
            Verdict.Explained,
            DiversionMatcher.Judge(scan, World.Held("C1"), territories, World.Rules).Verdict);
    }

    [Theory]
    [InlineData("D2", "440000")]
    [InlineData("D2", "4402")]
    [InlineData("D2", "")]
    [InlineData("D7", "440200")]
    public void Without_a_usable_place_or_territory_nothing_is_decided(string dealer, string area) =>
        Assert.Equal(Verdict.Undecided, World.Judge(World.Scan("E1", "C1", area), dealer).Verdict);

    [Fact]
    public void Says_when_the_owner_was_found_through_the_carton()
    {
        var verdict = DiversionMatcher.Judge(
            World.Scan("E1", "C1", "440106"), World.Held("C1", unit: "BOX9"), World.Territories(), World.Rules);
        Assert.Equal(Verdict.Diverted, verdict.Verdict);
        Assert.Contains(verdict.Evidence, e => e.Text.English.Contains("BOX9", StringComparison.Ordinal));
    }

    [Fact]
    public void Fifty_units_that_did_not_arrive_are_an_exception_and_not_a_diversion()
    {
        var exception = ArrivalCheck.Compare("S-1", "P1", shipped: 1_000m, received: 950m);
        Assert.Equal((50m, 0m), (exception?.Missing, exception?.Surplus));
        Assert.Null(ArrivalCheck.Compare("S-1", "P1", 950m, 950m));
        var arrived = Enumerable.Range(0, 950).Select(i => World.Judge(World.Scan($"E{i}", $"C{i}", "330106")));
        Assert.Empty(World.Gather(arrived));
    }
}
