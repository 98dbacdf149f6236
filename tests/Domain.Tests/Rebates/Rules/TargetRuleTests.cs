using DealerIntegration.Domain.Rebates;
using DealerIntegration.Domain.Rebates.Rules;

namespace DealerIntegration.Domain.Tests.Rebates.Rules;

public sealed class TargetRuleTests
{
    private static readonly TargetRule Target = new(
        RewardKind.Percent, TierThreshold.Inclusive, [new TargetZone(80m, 1m), new TargetZone(100m, 2m, 3m)], 1_000m);

    [Fact]
    public void A_dealer_may_have_a_target_of_its_own()
    {
        var rule = Target with { TargetByDealer = new Dictionary<string, decimal> { ["D001"] = 500m } };
        Assert.Equal(22m, Policies.Calculate(Policies.Of(rule), Policies.Line(0, 900m)).Earned);
    }

    [Fact]
    public void The_calculation_is_told_in_a_dealers_words() => Assert.Equal(
        [
            "Basis: 1 invoiced line, value 1,200.00 CNY, without tax, returns deducted.",
            "1,200.00 of a target of 1,000.00; zone 2 is reached.",
            "Zone 2 (from 100 % of the target), on the target: 1,000.00 × 2 % = 20.00.",
            "Zone 2 (from 100 % of the target), on the excess: 200.00 × 3 % = 6.00.",
            "Together 26.00, rounded half up to 2 places: 26.00 CNY.",
        ],
        Policies.Calculate(Policies.Of(Target), Policies.Line(0, 1_200m)).Arithmetic);

    [Fact]
    public void Without_a_target_nothing_is_earned_and_the_words_say_so()
    {
        var rule = Target with { Target = null, TargetByDealer = new Dictionary<string, decimal> { ["D9"] = 5m } };
        var result = Policies.Calculate(Policies.Of(rule), Policies.Line(0, 900m));
        Assert.Equal("No target is agreed, so nothing is earned.", result.Arithmetic[1]);
    }

    [Fact]
    public void The_targets_of_a_group_add_up()
    {
        var policy = Policies.Of(Target) with { Who = new PolicyDealers(SumBy: SumBy.Group) };
        var results = Policies.Calculate(
            [policy],
            Policies.October,
            new DealerSales(Policies.Dealer("D1", "G")) { Invoiced = [Policies.Line(0, 1_900m)] },
            new DealerSales(Policies.Dealer("D2", "G")) { Invoiced = [Policies.Line(0, 100m)] });
        Assert.Equal([38m, 2m], results.Select(r => r.Earned));
    }

    [Fact]
    public void The_next_zone_is_watched()
    {
        var next = Policies.Calculate(Policies.Of(Target), Policies.Line(0, 900m)).Next;
        Assert.Equal((2, 1_000m, 11m), (next!.Tier, next.At, next.Worth));
    }
}
