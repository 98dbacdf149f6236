using DealerIntegration.Domain.Rebates;
using DealerIntegration.Domain.Rebates.Rules;

namespace DealerIntegration.Domain.Tests.Rebates.Rules;

public sealed class NewProductRuleTests
{
    private static readonly NewProductRule Push = new(
        [new NewProduct("P1", new DateOnly(2026, 10, 5))], 10, RewardKind.PerUnit, 3m, Minimum: 10m);

    [Theory]
    [InlineData(4, 0)]
    [InlineData(5, 60)]
    [InlineData(14, 60)]
    [InlineData(15, 0)]
    public void A_product_is_new_from_its_launch_for_so_many_days(int day, int earned) =>
        Assert.Equal(earned, Calculate(Policies.Line(0, 100m, 20m, day)).Earned);

    [Fact]
    public void Other_products_do_not_count_and_are_counted_as_left_out()
    {
        var old = Policies.Line(3, 100m, 99m, 6) with { Product = new ProductFacts("P2", null, null) };
        var result = Calculate(Policies.Line(0, 100m, 20m, 6), old);
        Assert.Equal((60m, 1), (result.Earned, result.Trace.Count));
        Assert.Equal([new LeftOutLines(LeftOutReason.OutsideRule, 1)], result.LeftOut);
    }

    [Theory]
    [InlineData(9, 0)]
    [InlineData(10, 30)]
    public void Less_than_the_minimum_earns_nothing(int quantity, int earned) =>
        Assert.Equal(earned, Calculate(Policies.Line(0, 100m, quantity, 6)).Earned);

    private static RebateResult Calculate(params RebateLine[] lines) =>
        Policies.Calculate(Policies.Of(Push, BasisMeasure.Quantity), lines);
}
