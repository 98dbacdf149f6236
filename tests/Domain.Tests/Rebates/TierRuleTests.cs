using DealerIntegration.Domain.Rebates;
using DealerIntegration.Domain.Rebates.Rules;

namespace DealerIntegration.Domain.Tests.Rebates;

public sealed class TierRuleTests
{
    [Theory]
    [InlineData(TierThreshold.Inclusive, "999.99", 1)]
    [InlineData(TierThreshold.Inclusive, "1000.00", 2)]
    [InlineData(TierThreshold.Exclusive, "1000.00", 1)]
    [InlineData(TierThreshold.Exclusive, "1000.01", 2)]
    public void The_threshold_itself_belongs_where_the_policy_says(TierThreshold threshold, string value, int tier)
    {
        var policy = Policies.Plain with { Rule = Policies.PlainRule with { Threshold = threshold } };
        var result = Policies.Calculate(policy, Policies.Line(0, Golden.GoldenFile.Number(value)));
        Assert.Equal(tier, result.TierReached);
    }

    [Theory]
    [InlineData(TierThreshold.Inclusive, "20")]
    [InlineData(TierThreshold.Exclusive, "10")]
    public void Pays_the_higher_tier_on_everything_at_the_threshold_only_when_it_is_inclusive(
        TierThreshold threshold, string earned)
    {
        var rule = Policies.PlainRule with { Method = TierMethod.Cumulative, Threshold = threshold };
        var result = Policies.Calculate(Policies.Of(rule), Policies.Line(0, 1_000m));
        Assert.Equal(Golden.GoldenFile.Number(earned), result.Earned);
    }

    [Theory]
    [InlineData(TierMethod.Stepped, "100")]        // 1000×1% + 2000×2% + 1000×5%
    [InlineData(TierMethod.Cumulative, "200")]     // 4000×5%
    [InlineData(TierMethod.Rolling, "270")]        // 1000×1% + 3000×2% + 4000×5%
    [InlineData(TierMethod.Total, "320")]          // 4000×8%
    public void The_four_methods_differ_on_three_tiers(TierMethod method, string earned)
    {
        var policy = Policies.Of(Policies.PlainRule with { Method = method });
        Assert.Equal(
            Golden.GoldenFile.Number(earned), Policies.Calculate(policy, Policies.Line(0, 4_000m)).Earned);
    }

    [Theory]
    [InlineData(TierMethod.Stepped, "30")]
    [InlineData(TierMethod.Cumulative, "20")]
    [InlineData(TierMethod.Rolling, "30")]
    [InlineData(TierMethod.Total, "30")]
    public void A_fixed_sum_is_paid_per_tier_reached_but_by_cumulative_once(TierMethod method, string earned)
    {
        var policy = Policies.Of(new TierRule(
            method,
            RewardKind.Fixed,
            TierThreshold.Inclusive,
            [new RebateTier(10m, From: 100m), new RebateTier(20m, From: 200m), new RebateTier(40m, From: 300m)]));
        Assert.Equal(Golden.GoldenFile.Number(earned), Policies.Calculate(policy, Policies.Line(0, 250m)).Earned);
    }

    [Fact]
    public void What_lies_above_the_end_of_the_last_tier_earns_nothing_more()
    {
        RebateTier[] tiers = [new RebateTier(10m, UpTo: 1_000m), new RebateTier(20m, UpTo: 2_000m)];
        Assert.All(TierMethodList.All, method =>
        {
            var policy = Policies.Of(new TierRule(
                method.Method, RewardKind.Percent, TierThreshold.Inclusive, tiers));
            Assert.Equal(
                Policies.Calculate(policy, Policies.Line(0, 2_000m)).Earned,
                Policies.Calculate(policy, Policies.Line(0, 9_000m)).Earned);
        });
    }

    [Fact]
    public void Below_the_first_tier_nothing_is_earned_and_the_words_say_so()
    {
        var policy = Policies.Of(Policies.PlainRule with { Tiers = [new RebateTier(2m, From: 5_000m)] });
        var result = Policies.Calculate(policy, Policies.Line(0, 4_999.99m));
        Assert.Equal((0m, (int?)null), (result.Earned, result.TierReached));
        Assert.Contains("No tier is reached", result.Arithmetic[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Tiers_in_value_can_pay_per_unit()
    {
        var policy = Policies.Of(new TierRule(
            TierMethod.Cumulative,
            RewardKind.PerUnit,
            TierThreshold.Inclusive,
            [new RebateTier(1m, From: 0m), new RebateTier(3m, From: 1_000m)]));
        var result = Policies.Calculate(policy, Policies.Line(0, 900m, 30m), Policies.Line(1, 300m, 20m));
        Assert.Equal(150m, result.Earned);
        Assert.Equal([90m, 60m], result.Trace.Select(line => line.Share));
    }
}
