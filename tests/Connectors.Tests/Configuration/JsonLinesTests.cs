using DealerIntegration.Connectors.Configuration;

namespace DealerIntegration.Connectors.Tests.Configuration;

/// <summary>A fault that is found after reading still names the line to correct.</summary>
public sealed class JsonLinesTests
{
    private const string Json =
        """
        // a policy
        {
          "code": "A",
          /* two
             lines */ "rule": {
            "tiers": [
              { "from": 0, "rate": 1 },

              { "from": 5,
                "rate": 101 },
            ],
          },
          "who": {},
        }
        """;

    [Theory]
    [InlineData("code", 3)]
    [InlineData("rule", 5)]
    [InlineData("rule.tiers", 6)]
    [InlineData("rule.tiers[0].from", 7)]
    [InlineData("rule.tiers[1]", 9)]
    [InlineData("rule.tiers[1].rate", 10)]
    [InlineData("who", 13)]
    public void Every_member_stands_on_its_line(string path, int line) =>
        Assert.Equal(line, new JsonLines(Json).Of(path));

    [Theory]
    [InlineData("rule.tiers[1].upTo", 9)]
    [InlineData("rule.tiers[7].upTo", 6)]
    [InlineData("who.dealers[2]", 13)]
    [InlineData("what", 1)]
    public void A_member_that_is_missing_stands_where_it_belongs(string path, int line) =>
        Assert.Equal(line, new JsonLines(Json).Of(path));
}
