using DealerIntegration.Domain.Rebates;
using DealerIntegration.Domain.Rebates.Rules;

namespace DealerIntegration.Domain.Tests.Rebates.Rules;

public sealed class FreeGoodsRuleTests
{
    private static readonly RebateLine[] Lines =
    [
        Policies.Line(0, 100m, 60m),
        Policies.Line(3, 100m, 90m),
        Policies.Line(6, 100m, 80m) with { Product = new ProductFacts("P2", null, null) },
    ];

    [Theory]
    [InlineData(true, null, 2)]
    [InlineData(false, null, 4)]
    [InlineData(false, 3, 3)]
    public void Full_multiples_count_of_each_product_or_of_all_up_to_the_most(bool perProduct, int? most, int units) =>
        Assert.Equal(units, Calculate(new FreeGoodsRule(100m, 2, perProduct, Most: most)).Units);

    [Fact]
    public void Units_with_a_value_are_earned_in_money_by_the_lines_that_made_the_multiple()
    {
        var result = Calculate(new FreeGoodsRule(100m, 2, UnitValue: 7.50m));
        Assert.Equal((2m, 15m), (result.Units, result.Earned));
        Assert.Equal([6m, 9m, 0m], result.Trace.Select(line => line.Share));
        Assert.Contains("P1: 150 bought, 1 × 2: 2 units × 7.5 = 15.00.", result.Arithmetic);
    }

    [Fact]
    public void Units_are_settled_like_money()
    {
        var result = Calculate(new FreeGoodsRule(100m, 2));
        Assert.Equal([new GoodsEarned("P1", 2m)], Policies.Settle(result, 0m).Goods);
        Assert.Empty(Policies.Settle(result, 0m, new GoodsEarned("P1", 2m)).Goods);
        Assert.Equal([new GoodsEarned("P1", -4m)], Policies.Settle(result, 0m, new GoodsEarned("P1", 6m)).Goods);
    }

    [Fact]
    public void All_together_they_are_given_by_what_was_bought_of_each_or_of_the_product_that_is_named()
    {
        var rule = new FreeGoodsRule(100m, 2, PerProduct: false);
        Assert.Equal([new GoodsEarned("P1", 3m), new GoodsEarned("P2", 1m)], Calculate(rule).Goods);
        var named = Policies.Of(rule, BasisMeasure.Quantity) with
        {
            Payout = new PolicyPayout(PayoutForm.Goods, "GIFT"),
        };
        Assert.Equal([new GoodsEarned("GIFT", 4m)], Policies.Calculate(named, Lines).Goods);
        Assert.Empty(Calculate(rule with { UnitValue = 1m }).Goods);
    }

    [Theory]
    [InlineData(PenaltyKind.Forfeit, PenaltyScope.Period, null, "P1", 0)]
    [InlineData(PenaltyKind.Reduce, PenaltyScope.Period, 30, "P1", 1)]
    [InlineData(PenaltyKind.Forfeit, PenaltyScope.Product, null, "P2", 2)]
    public void A_confirmed_case_takes_goods_as_it_takes_money(
        PenaltyKind kind, PenaltyScope scope, int? percent, string product, int left)
    {
        var policy = Policies.Of(new FreeGoodsRule(100m, 2), BasisMeasure.Quantity) with
        {
            Penalty = new PolicyPenalty(kind, percent, scope),
        };
        var result = Assert.Single(RebateCalculator.Calculate(
            new PolicySet([policy]),
            new RebateInput(
                [Policies.Sales(Lines)],
                [new DiversionRuling("DC-7", "D001", new DateOnly(2026, 10, 9), [product], "seen elsewhere")]),
            Policies.October));
        Assert.Equal(left, result.Goods.Sum(goods => goods.Units));
    }

    [Fact]
    public void Dealers_that_are_added_up_get_whole_units_by_what_each_bought()
    {
        var policy = Policies.Of(new FreeGoodsRule(100m, 3), BasisMeasure.Quantity) with
        {
            Who = new PolicyDealers(SumBy: SumBy.Group),
        };
        DealerSales Bought(string code, int line, decimal units) =>
            new(Policies.Dealer(code, group: "G")) { Invoiced = [Policies.Line(line, 100m, units)] };
        var results = Policies.Calculate(
            [policy], Policies.October, Bought("D001", 0, 80m), Bought("D002", 3, 40m));
        Assert.Equal([2m, 1m], results.Select(result => result.Goods.Single().Units));
    }

    private static RebateResult Calculate(FreeGoodsRule rule) =>
        Policies.Calculate(Policies.Of(rule, BasisMeasure.Quantity), Lines);
}
