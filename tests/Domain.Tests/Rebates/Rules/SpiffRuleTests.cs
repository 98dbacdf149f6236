using DealerIntegration.Domain.Rebates;
using DealerIntegration.Domain.Rebates.Rules;

namespace DealerIntegration.Domain.Tests.Rebates.Rules;

public sealed class SpiffRuleTests
{
    [Theory]
    [InlineData(ItemsPer.Period, 14)]      // 5 + 9 further
    [InlineData(ItemsPer.Product, 18)]     // 5 + 5 further, 5 + 3 further
    [InlineData(ItemsPer.Document, 22)]    // three documents of 3, 3 and 4
    public void The_first_item_is_that_of_the_period_the_product_or_the_document(ItemsPer per, int earned)
    {
        var other = new ProductFacts("P2", null, null);
        var result = Policies.Calculate(
            Policies.Of(new SpiffRule(5m, 1m, Per: per), BasisMeasure.Quantity),
            Policies.Line(0, 10m, 3m), Policies.Line(3, 10m, 3m), Policies.Line(6, 10m, 4m) with { Product = other });
        Assert.Equal(earned, result.Earned);
        Assert.Equal(result.Earned, result.Trace.Sum(line => line.Share));
    }

    [Fact]
    public void A_part_of_an_item_is_no_item()
    {
        var policy = Policies.Of(new SpiffRule(5m, 1m), BasisMeasure.Quantity);
        Assert.Equal(0m, Policies.Calculate(policy, Policies.Line(0, 10m, 0.9m)).Earned);
        Assert.Equal(6m, Policies.Calculate(policy, Policies.Line(0, 10m, 2.9m)).Earned);
    }
}
