using System.Globalization;
using CsCheck;
using DealerIntegration.Domain.Diversion;
using DealerIntegration.Domain.Diversion.Territory;

namespace DealerIntegration.Domain.Tests.Diversion;

public sealed class TerritoryMapTests
{
    private static readonly DateOnly Day = new(2026, 10, 20);

    private static TerritoryContract Line(TerritoryKind kind, string area) =>
        new("D1", "C-1", 0, kind, area, null, DateOnly.MinValue, null);

    private static TerritoryMap Map(params TerritoryContract[] lines)
    {
        var map = new TerritoryMap();
        Array.ForEach(lines, map.Add);
        return map;
    }

    [Theory]
    [InlineData("330000", "330106", true)]
    [InlineData("330100", "330106", true)]
    [InlineData("330106", "330106", true)]
    [InlineData("330100", "330200", false)]
    [InlineData("330106", "330100", false)]
    [InlineData("330000", "340100", false)]
    [InlineData("331000", "331002", true)]
    [InlineData("331000", "331100", false)]
    [InlineData("000000", "650100", true)]
    public void An_area_covers_what_lies_in_it(string territory, string area, bool expected)
    {
        var map = new TerritoryMap();
        map.Add("D1", territory);
        Assert.Equal(expected, map.Ask("D1", area, "P1", Day).MaySell);
        Assert.Equal(expected, AreaCode.Covers(territory, area));
    }

    [Fact]
    public void Nothing_can_be_held_against_a_dealer_without_a_territory() =>
        Assert.Equal(TerritoryStanding.Unknown, new TerritoryMap().Ask("D1", "330100", "P1", Day).Standing);

    [Theory]
    [InlineData("2026-06-30", TerritoryStanding.Unknown)]
    [InlineData("2026-07-01", TerritoryStanding.Own)]
    [InlineData("2026-12-31", TerritoryStanding.Own)]
    [InlineData("2027-01-01", TerritoryStanding.Unknown)]
    public void A_contract_counts_from_its_first_to_its_last_day(string day, TerritoryStanding expected)
    {
        var map = Map(Line(TerritoryKind.Own, "330000") with
        {
            ValidFrom = DateOnly.Parse("2026-07-01", CultureInfo.InvariantCulture),
            ValidTo = DateOnly.Parse("2026-12-31", CultureInfo.InvariantCulture),
        });
        Assert.Equal(
            expected, map.Ask("D1", "330106", "P1", DateOnly.Parse(day, CultureInfo.InvariantCulture)).Standing);
    }

    [Theory]
    [InlineData("330106", TerritoryStanding.Outside)]
    [InlineData("330110", TerritoryStanding.Own)]
    [InlineData("330282", TerritoryStanding.Own)]
    [InlineData("330201", TerritoryStanding.Outside)]
    [InlineData("330000", TerritoryStanding.Own)]
    public void The_closest_line_decides_what_is_carved_out(string area, TerritoryStanding expected)
    {
        // The province, without one county and one city, but with a county of that city.
        var map = Map(
            Line(TerritoryKind.Own, "330000"), Line(TerritoryKind.Excepted, "330106"),
            Line(TerritoryKind.Excepted, "330200"), Line(TerritoryKind.Own, "330282"));
        Assert.Equal(expected, map.Ask("D1", area, "P1", Day).Standing);
    }

    [Theory]
    [InlineData("330106", "P1", TerritoryStanding.Permitted)]
    [InlineData("330106", "P2", TerritoryStanding.Outside)]
    [InlineData("340100", "P2", TerritoryStanding.Shared)]
    [InlineData("440100", "P1", TerritoryStanding.Outside)]
    public void Consent_counts_for_its_product_even_where_the_area_was_carved_out(
        string area, string product, TerritoryStanding expected)
    {
        var map = Map(
            Line(TerritoryKind.Own, "330000"), Line(TerritoryKind.Excepted, "330100"),
            Line(TerritoryKind.Permission, "330106") with { ProductCode = "P1", Contract = "CONSENT-7", Version = 12 },
            Line(TerritoryKind.Shared, "340000"));
        var answer = map.Ask("D1", area, product, Day);
        Assert.Equal(expected, answer.Standing);
        if (expected == TerritoryStanding.Permitted)
        {
            Assert.Equal("CONSENT-7 version 12", answer.Contract?.Reference);
        }
    }

    [Fact]
    public void A_supplier_may_sell_where_those_below_it_may_and_a_loop_in_the_tree_ends()
    {
        var map = Map(
            Line(TerritoryKind.Own, "330100"), Line(TerritoryKind.Own, "440100") with { DealerCode = "D3" });
        map.AddSupply("D1", "D2");
        map.AddSupply("D2", "D3");
        map.AddSupply("D3", "D1");
        Assert.Equal("D3", map.Ask("D1", "440106", "P1", Day).Contract?.DealerCode);
        Assert.True(map.Ask("D2", "440106", "P1", Day).MaySell);
        Assert.Equal(TerritoryStanding.Outside, map.Ask("D1", "510100", "P1", Day).Standing);
        Assert.Equal(["330100", "440100"], map.LinesOf("D1", "P1", Day).Select(l => l.AreaCode));
    }

    [Fact]
    public void An_area_that_holds_the_territory_may_be_inside()
    {
        var map = Map(Line(TerritoryKind.Own, "330106"));
        Assert.Equal(TerritoryStanding.Wider, map.Ask("D1", "330100", "P1", Day).Standing);
        Assert.Equal(TerritoryStanding.Outside, map.Ask("D1", "330110", "P1", Day).Standing);
    }

    [Fact]
    public void What_is_plainly_own_is_own_for_every_product_on_every_day()
    {
        var october = CaseWindow.Of(new Domain.Values.Period(2026, 10), CaseWindowKind.Month);
        var lines = Gen.Select(
            Gen.Enum<TerritoryKind>(),
            Gen.OneOf("000000", "330000", "330100", "330106"),
            Gen.OneOf<string?>(null, "P1"),
            Gen.Int[1, 40],
            Gen.Int[1, 60]).Array[0, 6];
        lines.Sample(drawn =>
        {
            var map = Map([.. drawn.Select(d => Line(d.Item1, d.Item2) with
            {
                ProductCode = d.Item3,
                ValidFrom = new DateOnly(2026, 9, 10).AddDays(d.Item4),
                ValidTo = d.Item5 > 50 ? null : new DateOnly(2026, 10, 1).AddDays(d.Item5),
            })]);
            var all =
                from product in (string?[])["P1", "P2"]
                from day in Enumerable.Range(0, 31)
                select map.Ask("D1", "330106", product, october.Start.AddDays(day)).Standing;
            Assert.True(
                !map.IsPlainlyOwn("D1", "330106", october) || all.All(s => s == TerritoryStanding.Own));
        });
        Assert.True(Map(Line(TerritoryKind.Own, "330000")).IsPlainlyOwn("D1", "330106", october));
    }

    [Fact]
    public void The_order_of_lines_is_irrelevant()
    {
        var lines = Gen.Select(
            Gen.Enum<TerritoryKind>(),
            Gen.OneOf("000000", "330000", "330100", "330106", "340000"),
            Gen.OneOf<string?>(null, "P1", "P2"),
            Gen.OneOf("A", "B")).Array[0, 12];
        Gen.Select(lines, Gen.OneOf("330106", "330110", "340101", "330000"), Gen.Int[0, int.MaxValue]).Sample(
            (drawn, area, seed) =>
            {
                var all = drawn.Select(d => Line(d.Item1, d.Item2) with { ProductCode = d.Item3, Contract = d.Item4 })
                    .ToArray();
                var expected = Map(all).Ask("D1", area, "P1", Day);
                var shuffled = all.Concat(all).ToArray();
                new Random(seed).Shuffle(shuffled);
                Assert.Equal(expected, Map(shuffled).Ask("D1", area, "P1", Day));
            });
    }

    [Theory]
    [InlineData("3301")]
    [InlineData("33010A")]
    [InlineData("３３０１００")]
    public void A_malformed_area_is_refused_with_its_dealer(string area)
    {
        var error = Assert.Throws<ArgumentException>(() => new TerritoryMap().Add("D9", area));
        Assert.Contains("D9", error.Message, StringComparison.Ordinal);
        Assert.Contains(area, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("330106", "330100")]
    [InlineData("110101", "110100")]
    [InlineData("331002", "331000")]
    public void The_city_is_the_first_four_digits(string area, string city) =>
        Assert.Equal(city, AreaCode.Prefecture(area));
}
