using DealerIntegration.Domain.Rebates;
using DealerIntegration.Domain.Rebates.Modifiers;
using DealerIntegration.Domain.Rebates.Rules;
using DealerIntegration.Domain.Tests.Golden;

namespace DealerIntegration.Domain.Tests.Rebates;

/// <summary>Every bad policy is refused with the member, the fault and a remedy.</summary>
public sealed class PolicyCheckTests
{
    private const string Growth =
        """
        "type":"growth","baseZero":"nothing","pays":"growth","reward":"percent","threshold":"inclusive",
        "tiers":[{"from":5,"rate":2}]
        """;

    private const string Launch = """
        "type":"newProduct","reward":"fixed","rate":9
        """;

    private const string Target = """
        "type":"target","threshold":"inclusive"
        """;

    [Theory]
    [InlineData("""{GROWTH,"against":"fixedDays"}""", "rule.baseFrom")]
    [InlineData("""{GROWTH,"against":"fixedDays","baseFrom":"2026-02-01","baseTo":"2026-01-01"}""", "rule.baseTo")]
    [InlineData("""{GROWTH,"against":"previousPeriod","baseTo":"2026-01-01"}""", "rule.baseFrom")]
    [InlineData("""{GROWTH,"against":"agreed"}""", "rule.baseByDealer")]
    [InlineData("""{GROWTH,"against":"agreed","baseByDealer":{"D1":-1}}""", "rule.baseByDealer.D1")]
    [InlineData("""{TARGET,"reward":"percent","zones":[{"from":60,"rate":4}]}""", "rule.target")]
    [InlineData("""{TARGET,"reward":"percent","target":0,"zones":[{"from":60,"rate":4}]}""", "rule.target")]
    [InlineData("""{TARGET,"reward":"percent","target":9,"zones":[]}""", "rule.zones")]
    [InlineData(
        """{TARGET,"reward":"percent","target":9,"zones":[{"from":60,"rate":4},{"from":60,"rate":5}]}""",
        "rule.zones[1].from")]
    [InlineData(
        """{TARGET,"reward":"percent","target":9,"zones":[{"from":60,"rate":101}]}""", "rule.zones[0].rate")]
    [InlineData(
        """{TARGET,"reward":"fixed","target":9,"zones":[{"from":60,"rate":4,"excessRate":5}]}""",
        "rule.zones[0].excessRate")]
    [InlineData("""{LAUNCH,"days":9,"products":[]}""", "rule.products")]
    [InlineData(
        """{LAUNCH,"days":0,"products":[{"product":"A","launchedOn":"2026-01-01"}]}""",
        "rule.days")]
    [InlineData("""{"type":"freeGoods","every":0,"give":2}""", "rule.every")]
    [InlineData("""{"type":"spiff","firstItem":-1,"additionalItem":2}""", "rule.firstItem")]
    [InlineData("""{"type":"priceProtection","cuts":[]}""", "rule.cuts")]
    [InlineData(
        """{"type":"priceProtection","cuts":[{"product":"A","on":"2026-05-01","from":5,"to":5}]}""",
        "rule.cuts[0].to")]
    [InlineData(
        """{"type":"priceProtection","cuts":[{"product":"A","on":"2025-05-01","from":5,"to":4}]}""",
        "rule.cuts[0].on")]
    public void A_rule_with_a_fault(string rule, string path)
    {
        var parsed = ShippedConfig.Parse<RebateRule>(rule.Replace("GROWTH", Growth).Replace("TARGET", Target)
            .Replace("LAUNCH", Launch));
        var measure = parsed is FreeGoodsRule or SpiffRule ? BasisMeasure.Quantity : BasisMeasure.Value;
        var problem = Assert.Single(Policies.Of(parsed, measure).Validate());
        Assert.Equal(path, problem.Path);
        Assert.NotEmpty(problem.Remedy);
    }

    [Theory]
    [InlineData("""{"type":"cap"}""", "modifiers[0]")]
    [InlineData("""{"type":"cap","percentOfValue":101}""", "modifiers[0].percentOfValue")]
    [InlineData("""{"type":"floor","amount":0}""", "modifiers[0].amount")]
    [InlineData("""{"type":"guarantee","amount":0.001}""", "modifiers[0].amount")]
    [InlineData("""{"type":"paymentSpeed","steps":[]}""", "modifiers[0].steps")]
    [InlineData(
        """{"type":"paymentSpeed","steps":[{"withinDays":30,"percent":80},{"withinDays":15,"percent":100}]}""",
        "modifiers[0].steps[1].withinDays")]
    [InlineData(
        """{"type":"paymentSpeed","steps":[{"withinDays":30,"percent":180}]}""", "modifiers[0].steps[0].percent")]
    [InlineData("""{"type":"bonus","amount":5}""", "modifiers[0].type")]
    public void A_modifier_with_a_fault(string modifier, string path)
    {
        var policy = Policies.Plain with { Modifiers = [ShippedConfig.Parse<RebateModifier>(modifier)] };
        Assert.Equal(path, Assert.Single(policy.Validate()).Path);
    }

    [Fact]
    public void Modifiers_that_contradict_each_other()
    {
        var below = Policies.Plain with { Modifiers = [new Cap(40m), new Guarantee(50m)] };
        Assert.Equal("modifiers[0].amount", Assert.Single(below.Validate()).Path);
        var twice = Policies.Plain with { Modifiers = [new Cap(40m), new Cap(50m)] };
        Assert.Equal("modifiers[1]", Assert.Single(twice.Validate()).Path);
        var ordered = Policies.Plain with
        {
            Basis = Policies.Plain.Basis with { Document = BasisDocument.Ordered },
            Modifiers = [new PaymentSpeed([new PaymentStep(10, 100m)])],
        };
        Assert.Equal("modifiers[0]", Assert.Single(ordered.Validate()).Path);
    }

    public static TheoryData<RebatePolicy, string> BadTerms => new()
    {
        { Policies.Plain with { Penalty = new(PenaltyKind.Reduce) }, "penalty.percent" },
        { Policies.Plain with { Penalty = new(PenaltyKind.Reduce, 101m) }, "penalty.percent" },
        { Policies.Plain with { Penalty = new(PenaltyKind.Forfeit, 50m) }, "penalty.percent" },
        { Policies.Plain with { Payout = new(PayoutForm.Goods) }, "payout.goodsProduct" },
        { Policies.Plain with { Payout = new(GoodsProduct: "P1") }, "payout.goodsProduct" },
        { Policies.Plain with { Payout = new(PayoutForm.Pool, ExpiresAfterMonths: 0) }, "payout.expiresAfterMonths" },
        { Policies.Plain with { Accrual = new(AccrualTier.TierExpected) }, "accrual.expected" },
        { Policies.Plain with { Accrual = new(Expected: 5m) }, "accrual.expected" },
        {
            Policies.Of(new SpiffRule(1m, 1m), BasisMeasure.Quantity) with
            {
                Accrual = new(AccrualTier.TierExpected, 5m),
            },
            "accrual.at"
        },
        { Policies.Plain with { Period = new(PeriodLength.YearToDate, SettlementTiming.Final) }, "period.settle" },
        { Policies.Plain with { Who = new(Territories: ["Zhejiang"]) }, "who.territories[0]" },
        { Policies.Plain with { Who = new(Tiers: ["T1"], ExcludeTiers: ["T1"]) }, "who.excludeTiers" },
        { Policies.Plain with { What = new(ExcludeBrands: []) }, "what.excludeBrands" },
    };

    [Theory]
    [MemberData(nameof(BadTerms), DisableDiscoveryEnumeration = true)]
    public void Terms_that_cannot_be(RebatePolicy policy, string path) =>
        Assert.Equal(path, Assert.Single(policy.Validate()).Path);

    [Fact]
    public void Products_and_dealers_that_only_the_rule_names_are_looked_up_too()
    {
        var none = new HashSet<string>();
        var known = new KnownCodes(new HashSet<string> { "D1" }, none, new HashSet<string> { "P1" }, none, none, none);
        var target = Policies.Of(new TargetRule(
            RewardKind.Percent, TierThreshold.Inclusive, [new TargetZone(1m, 1m)],
            TargetByDealer: new Dictionary<string, decimal> { ["D1"] = 1m, ["D2"] = 2m }));
        var launch = Policies.Of(new NewProductRule(
            [new NewProduct("P9", new DateOnly(2026, 1, 1))], 30, RewardKind.Percent, 1m));
        Assert.Equal("rule.targetByDealer.D2", Assert.Single(target.ValidateAgainst(known)).Path);
        Assert.Equal("rule.products[0].product", Assert.Single(launch.ValidateAgainst(known)).Path);
    }

    [Fact]
    public void Products_are_not_looked_up_where_none_was_ever_loaded()
    {
        var none = new HashSet<string>();
        var policy = Policies.Plain with { What = new(Products: ["P1"], Brands: ["B1"]) };
        var problem = Assert.Single(policy.ValidateAgainst(new KnownCodes(none, none, none, none, none, none)));
        Assert.Equal("what.brands[0]", problem.Path);
    }
}
