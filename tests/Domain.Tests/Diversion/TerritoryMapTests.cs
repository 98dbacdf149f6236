using DealerIntegration.Domain.Diversion;

namespace DealerIntegration.Domain.Tests.Diversion;

public sealed class TerritoryMapTests
{
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
        Assert.Equal(expected, map.Covers("D1", area));
        Assert.Equal(expected, AreaCode.Covers(territory, area));
    }

    [Fact]
    public void A_dealer_without_a_territory_covers_nothing() =>
        Assert.False(new TerritoryMap().Covers("D1", "330100"));

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
