using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Worker.Pipelines.Statements;

namespace DealerIntegration.Worker.Tests.Pipelines.Statements;

/// <summary>Silence is agreement only where a clause says so.</summary>
public sealed class StatementTermsTests
{
    [Fact]
    public void The_shipped_terms_are_in_order() =>
        Assert.Empty(ConfigFile.Load<StatementTerms>(Repository.Path("config/statements.json")).Validate());

    [Fact]
    public void A_dealer_has_its_own_terms_and_the_rest_as_everybody()
    {
        var terms = Parse(
            """
            { "dueDays": 10, "silence": "open",
              "dealers": { "D1": { "silence": "agreed", "clause": "8.3" }, "D2": { "dueDays": 3 } } }
            """);
        Assert.Empty(terms.Validate());
        Assert.Equal(new TermsOfDealer(10, SilenceRule.Agreed, "8.3"), terms.Of("D1"));
        Assert.Equal(new TermsOfDealer(3, SilenceRule.Open, null), terms.Of("D2"));
        Assert.Equal(new TermsOfDealer(10, SilenceRule.Open, null), terms.Of("D3"));
    }

    [Fact]
    public void A_dealer_can_be_taken_out_of_a_standard_contract_or_get_more_time_under_it()
    {
        var terms = Parse(
            """
            { "dueDays": 10, "silence": "agreed", "clause": "标准合同 9",
              "dealers": { "D1": { "silence": "open" }, "D2": { "dueDays": 30 } } }
            """);
        Assert.Empty(terms.Validate());
        Assert.Equal(new TermsOfDealer(10, SilenceRule.Open, null), terms.Of("D1"));
        Assert.Equal(new TermsOfDealer(30, SilenceRule.Agreed, "标准合同 9"), terms.Of("D2"));
    }

    [Theory]
    [InlineData("""{ "dueDays": 10, "silence": "agreed" }""", "silence: 'agreed' has no clause")]
    [InlineData("""{ "dueDays": 10, "silence": "agreed", "clause": " " }""", "silence: 'agreed' has no clause")]
    [InlineData(
        """{ "dueDays": 10, "silence": "open", "dealers": { "D1": { "silence": "agreed" } } }""",
        "dealers.D1.silence: 'agreed' has no clause")]
    [InlineData(
        """{ "dueDays": 10, "silence": "agreed", "clause": "9", "dealers": { "D1": { "silence": "agreed" } } }""",
        "dealers.D1.silence: 'agreed' has no clause")]
    [InlineData(
        """{ "dueDays": 10, "silence": "open", "clause": "9" }""", "clause: '9' is given but silence is 'open'")]
    [InlineData("""{ "dueDays": 0, "silence": "open" }""", "dueDays: 0 is not within 1 to 365 days")]
    [InlineData(
        """{ "dueDays": 1, "silence": "open", "dealers": { "D1": { "dueDays": 366 } } }""",
        "dealers.D1.dueDays: 366 is not within 1 to 365 days")]
    [InlineData("""{ "dueDays": 1, "silence": "open", "ageBands": [] }""", "ageBands: [] does not start at 0")]
    [InlineData(
        """{ "dueDays": 1, "silence": "open", "ageBands": [1, 31] }""", "ageBands: [1, 31] does not start at 0")]
    [InlineData(
        """{ "dueDays": 1, "silence": "open", "ageBands": [0, 31, 31] }""", "ageBands[2]: 31 is not above 31")]
    public void What_no_contract_could_mean_is_refused_with_its_member(string json, string problem) =>
        Assert.StartsWith(problem, Assert.Single(Parse(json).Validate()), StringComparison.Ordinal);

    private static StatementTerms Parse(string json) => ConfigFile.Parse<StatementTerms>(json, "statements.json");
}
