using DealerIntegration.Domain.Diversion.Gathering;

namespace DealerIntegration.Domain.Tests.Diversion;

/// <summary>A shop stands where four of five of its scans say, if there are at least five there.</summary>
public sealed class ShopCitiesTests
{
    [Theory]
    [InlineData(5, 0, true)]
    [InlineData(4, 0, false)]
    [InlineData(8, 2, true)]
    [InlineData(7, 2, false)]
    [InlineData(4, 1, false)]
    public void Nearly_all_scans_must_name_the_city(int there, int elsewhere, bool known)
    {
        var cities = new ShopCities();
        cities.Note("shop", "330106", there);
        cities.Note("shop", "440305", elsewhere);
        Assert.Equal(known, cities.Known().TryGetValue("shop", out var city));
        Assert.Equal(known ? "330100" : null, city);
    }

    [Fact]
    public void Counties_of_one_city_count_together_and_shops_do_not()
    {
        var cities = new ShopCities();
        cities.Note("a", "330106", 3);
        cities.Note("a", "330108", 2);
        cities.Note("b", "330106", 4);
        cities.Note("b", "330299");
        Assert.Equal("330100", Assert.Single(cities.Known()).Value);
    }

    [Theory]
    [InlineData("33010")]
    [InlineData("33010X")]
    [InlineData("")]
    public void What_is_no_area_tells_nothing(string area)
    {
        var cities = new ShopCities();
        cities.Note("shop", area, 100);
        cities.Note("shop", "330106", 5);
        Assert.Equal("330100", cities.Known()["shop"]);
    }
}
