using DealerIntegration.Domain.Rebates;
using DealerIntegration.Domain.Rebates.Rules;

namespace DealerIntegration.Domain.Tests.Rebates.Rules;

public sealed class SellThroughRuleTests
{
    private static readonly DealerSales Sales = Policies.Sales(Policies.Line(0, 9_000m, 900m)) with
    {
        SellThrough = [Policies.Line(1, 0m, 120m)],
        Activations = [Policies.Line(2, 0m, 40m)],
    };

    [Theory]
    [InlineData(SoldOnBy.Delivery, 140, "sold-on")]      // 100 × 1 + 20 × 2
    [InlineData(SoldOnBy.Activation, 40, "activated")]
    public void Pays_for_what_moved_on_and_not_for_what_was_bought(SoldOnBy by, int earned, string kind)
    {
        var rule = new SellThroughRule(
            by, TierMethod.Stepped, RewardKind.PerUnit, TierThreshold.Inclusive,
            [new RebateTier(1m, From: 0m), new RebateTier(2m, From: 100m)]);
        var result = Policies.Calculate([Policies.Of(rule, BasisMeasure.Quantity)], Policies.October, Sales).Single();
        Assert.Equal(earned, result.Earned);
        Assert.Contains($"1 {kind} line", result.Arithmetic[0], StringComparison.Ordinal);
    }
}
