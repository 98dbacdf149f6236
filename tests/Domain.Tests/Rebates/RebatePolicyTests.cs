using System.Text.Json;
using DealerIntegration.Domain.Rebates;
using DealerIntegration.Domain.Rebates.Rules;
using DealerIntegration.Domain.Tests.Golden;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Tests.Rebates;

public sealed class RebatePolicyTests
{
    public static IEnumerable<TheoryDataRow<string>> Shipped =>
        Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "config", "rebates"), "*.json")
            .Select(path => new TheoryDataRow<string>($"rebates/{Path.GetFileName(path)}"));

    [Theory]
    [MemberData(nameof(Shipped))]
    public void The_shipped_policies_are_valid_and_pay_on_a_usual_month(string file)
    {
        var policy = ShippedConfig.Read<RebatePolicy>(file);
        Assert.Empty(policy.Validate());
        Assert.InRange(Policies.Calculate(policy, Policies.Line(0, 150_000m)).Earned, 500m, 10_000m);
    }

    [Theory]
    [InlineData("quarter-target.json", PeriodLength.Quarter)]
    [InlineData("year-group.json", PeriodLength.YearToDate)]
    [InlineData("price-protection.json", PeriodLength.Month)]
    public void The_examples_are_valid(string file, PeriodLength length)
    {
        var policy = ShippedConfig.Read<RebatePolicy>(file, Path.Combine("examples", "rebates"));
        Assert.Empty(policy.Validate());
        Assert.Equal(length, policy.Period.Of);
    }

    [Fact]
    public void Every_problem_is_named_with_its_member_and_a_remedy()
    {
        var policy = Policies.Plain with
        {
            Code = " ",
            Version = 0,
            Name = "",
            ValidTo = new DateOnly(2025, 12, 31),
            Currency = "yuan",
            Who = new PolicyDealers(Dealers: ["D1", "D1"], Tiers: [], ExcludeDealers: ["D1"]),
            What = new PolicyProducts(Products: ["P1"], ExcludeProducts: ["P1", ""]),
            Rounding = new PolicyRounding(RoundingMode.HalfUp, 29, RoundingPoint.Period),
        };
        var problems = policy.Validate();
        Assert.Equal(
            [
                "code", "version", "name", "validTo", "currency", "rounding.scale", "who.dealers[1]", "who.tiers",
                "who.excludeDealers", "what.excludeProducts[1]", "what.excludeProducts",
            ],
            problems.Select(p => p.Path));
        Assert.All(problems, p => Assert.NotEmpty(p.Remedy));
    }

    [Fact]
    public void A_code_the_master_data_does_not_know_is_named()
    {
        var policy = Policies.Plain with
        {
            Who = new PolicyDealers(Dealers: ["D1", "D7"], Tiers: ["T9"]),
            What = new PolicyProducts(Products: ["P1"], Categories: ["SNAKC"], ExcludeProducts: ["P8"]),
        };
        var known = new KnownCodes(
            new HashSet<string> { "D1" },
            new HashSet<string> { "T1" },
            new HashSet<string> { "P1" },
            new HashSet<string> { "SNACK" },
            new HashSet<string>(),
            new HashSet<string>());
        Assert.Equal(
            ["who.dealers[1]", "who.tiers[0]", "what.categories[0]", "what.excludeProducts[0]"],
            policy.ValidateAgainst(known).Select(p => p.Path));
    }

    [Theory]
    [InlineData("JPY", 2, false)]
    [InlineData("JPY", 0, true)]
    [InlineData("CNY", 2, true)]
    [InlineData("CNY", 3, false)]
    [InlineData("CNY", -1, false)]
    public void An_amount_finer_than_the_currency_cannot_be_paid(string currency, int scale, bool valid)
    {
        var policy = Policies.Plain with
        {
            Currency = currency,
            Rounding = new PolicyRounding(RoundingMode.HalfUp, scale, RoundingPoint.Period),
        };
        Assert.Equal(valid, policy.Validate().Count == 0);
    }

    [Theory]
    [InlineData("""[]""", "rule.tiers", "no tier")]
    [InlineData("""[null]""", "rule.tiers[0]", "null")]
    [InlineData("""[{"upTo":100,"rate":1},{"from":200,"rate":2}]""", "rule.tiers[1].from", "a gap between 100 and 200")]
    [InlineData("""[{"upTo":100,"rate":1},{"from":80,"rate":2}]""", "rule.tiers[1].from", "overlap between 80 and 100")]
    [InlineData("""[{"from":100,"rate":1},{"from":100,"rate":2}]""", "rule.tiers[1].from", "not above")]
    [InlineData("""[{"upTo":100,"rate":1},{"upTo":90,"rate":2}]""", "rule.tiers[1].upTo", "not above")]
    [InlineData("""[{"rate":1},{"rate":2}]""", "rule.tiers[1].from", "where the tier starts")]
    [InlineData("""[{"from":-5,"rate":1}]""", "rule.tiers[0].from", "below 0")]
    [InlineData("""[{"from":0,"rate":100.01}]""", "rule.tiers[0].rate", "more than the whole")]
    [InlineData("""[{"from":0,"rate":-1}]""", "rule.tiers[0].rate", "below 0")]
    public void A_table_of_tiers_with_a_fault_is_refused(string tiers, string path, string message)
    {
        var rule = ShippedConfig.Parse<RebateRule>(
            $$"""{"type":"tiers","method":"stepped","reward":"percent","threshold":"inclusive","tiers":{{tiers}}}""");
        var problem = Assert.Single(Policies.Of(rule).Validate());
        Assert.Equal(path, problem.Path);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tiers_that_together_pay_more_than_the_whole_are_refused_where_they_add_up()
    {
        var rule = Policies.PlainRule with { Tiers = [new RebateTier(60m, From: 0m), new RebateTier(50m, From: 10m)] };
        Assert.Empty(Policies.Of(rule).Validate());
        Assert.Equal(
            "rule.tiers", Assert.Single(Policies.Of(rule with { Method = TierMethod.Total }).Validate()).Path);
    }

    [Theory]
    [InlineData("""{"type":"growht","base":"2025"}""")]
    [InlineData("""{}""")]
    public void A_rule_that_does_not_exist_is_a_problem_that_lists_those_that_do(string rule)
    {
        var problem = Assert.Single(Policies.Of(ShippedConfig.Parse<RebateRule>(rule)).Validate());
        Assert.Equal("rule.type", problem.Path);
        Assert.Contains("tiers", problem.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"type":"tiers","method":"stepped","reward":"percent","tiers":[]}""", "threshold")]
    [InlineData("""{"type":"tiers","method":"no","reward":"percent","threshold":"inclusive","tiers":[]}""", "$.method")]
    [InlineData("""{"type":"tiers","method":"total","reward":"fixed","threshold":"exclusive","x":1}""", "'x'")]
    [InlineData("""{"method":"stepped","type":"tiers"}""", "type")]
    public void A_rule_is_read_strictly(string rule, string named)
    {
        var error = Assert.Throws<JsonException>(() => ShippedConfig.Parse<RebateRule>(rule));
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }
}
