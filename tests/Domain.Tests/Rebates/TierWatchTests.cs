using DealerIntegration.Domain.Rebates;
using DealerIntegration.Domain.Rebates.Rules;

namespace DealerIntegration.Domain.Tests.Rebates;

public sealed class TierWatchTests
{
    [Theory]
    [InlineData(TierMethod.Stepped, TierThreshold.Inclusive, 1)]       // 10.00 − 9.00
    [InlineData(TierMethod.Cumulative, TierThreshold.Inclusive, 11)]   // 20.00 − 9.00
    [InlineData(TierMethod.Cumulative, TierThreshold.Exclusive, 11)]
    public void Says_how_far_the_next_tier_is_and_what_it_is_worth(
        TierMethod method, TierThreshold threshold, int worth)
    {
        var rule = Policies.PlainRule with { Method = method, Threshold = threshold };
        var next = Policies.Calculate(Policies.Of(rule), Policies.Line(0, 900m)).Next;
        Assert.Equal((2, 1_000m, 100m, (decimal)worth), (next!.Tier, next.At, next.Distance, next.Worth));
    }

    [Fact]
    public void In_words() => Assert.Equal(
        "Tier 3 starts at 3,000: 500 CNY more would earn 10.00 CNY more.",
        Policies.Calculate(Policies.Plain, Policies.Line(0, 2_500m)).Next!.Words);

    [Fact]
    public void There_is_none_at_the_top() =>
        Assert.Null(Policies.Calculate(Policies.Plain, Policies.Line(0, 3_000m)).Next);
}
