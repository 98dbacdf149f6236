using DealerIntegration.Connectors.Configuration;

namespace DealerIntegration.Connectors.Tests.Configuration;

public sealed class JsonPlacesTests
{
    private static readonly JsonPlaces Places = new(
        """
        {
          // 返利
          "name": "返利", "rule": {
            "tiers": [
              { "from": 0 },
              { "from": 5, "rate": 1 },
            ]
          }
        }
        """);

    [Theory]
    [InlineData("name", 3, 3)]
    [InlineData("rule.tiers", 4, 5)]
    [InlineData("rule.tiers[1]", 6, 7)]
    [InlineData("rule.tiers[1].rate", 6, 20)]
    public void A_member_is_found_where_it_stands(string path, int line, int column) =>
        Assert.Equal((line, column), Places.Of(path));

    [Theory]
    [InlineData("rule.tiers[0].upTo", 5)]
    [InlineData("rule.tiers[9].from", 4)]
    [InlineData("penalty.percent", 1)]
    public void Of_an_absent_member_the_place_that_should_hold_it_is_told(string path, int line) =>
        Assert.Equal(line, Places.Of(path).Line);
}
