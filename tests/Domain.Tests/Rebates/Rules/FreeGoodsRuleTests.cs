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
        Assert.Equal(2m, Settlement.Settle(result, 0m).Units);
        Assert.Equal(0m, Settlement.Settle(result, 0m, unitsBefore: 2m).Units);
        Assert.Equal(-4m, Settlement.Settle(result, 0m, unitsBefore: 6m).Units);
    }

    private static RebateResult Calculate(FreeGoodsRule rule) =>
        Policies.Calculate(Policies.Of(rule, BasisMeasure.Quantity), Lines);
}
