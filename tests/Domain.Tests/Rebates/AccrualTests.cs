using DealerIntegration.Domain.Rebates;
using DealerIntegration.Domain.Rebates.Modifiers;
using DealerIntegration.Domain.Rebates.Rules;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Tests.Rebates;

/// <summary>The estimate while a period runs.</summary>
public sealed class AccrualTests
{
    // 480 a unit, 432 from the first one on for a dealer that takes more than 600 in the year.
    private static readonly RebatePolicy VolumeDiscount = Policies.Of(
        new TierRule(
            TierMethod.Cumulative,
            RewardKind.PerUnit,
            TierThreshold.Exclusive,
            [new RebateTier(0m, From: 0m), new RebateTier(48m, From: 600m)]),
        BasisMeasure.Quantity) with
    {
        Period = new PolicyPeriod(PeriodLength.Year, SettlementTiming.Final),
    };

    private static readonly RebateLine FirstQuarter =
        Policies.Line(0, 75m * 480m, 75m) with { Date = new DateOnly(2026, 2, 10) };

    private static readonly RebateLine SecondQuarter =
        Policies.Line(3, 225m * 480m, 225m) with { Date = new DateOnly(2026, 5, 10) };

    [Fact]
    public void A4_a_changed_expectation_is_caught_up_from_the_first_unit_on()
    {
        var first = Accrued(500m, new Period(2026, 3), FirstQuarter);
        var second = Accrued(650m, new Period(2026, 6), FirstQuarter, SecondQuarter);
        var change = new AccrualChange("P-1", "D001", "2026", "CNY", first.Accrued, second.Accrued);
        Assert.Equal(36_000m, FirstQuarter.NetAmount - first.Accrued);
        Assert.Equal(93_600m, SecondQuarter.NetAmount - change.Amount);
        Assert.Equal((0m, 14_400m), (first.Accrued, second.Accrued));
        Assert.Equal(
            "Accrual: 650 expected in the period would earn 31,200.00; on the 300 so far that is 14,400.00 CNY.",
            second.Arithmetic[^1]);
    }

    [Fact]
    public void At_the_tier_reached_the_accrual_is_what_is_earned()
    {
        var result = Policies.Calculate(Policies.Plain, Policies.Line(0, 1_500m));
        Assert.Equal(result.Earned, result.Accrued);
    }

    [Fact]
    public void What_was_bought_beyond_the_expectation_is_accrued_as_reached()
    {
        var result = Accrued(100m, new Period(2026, 6), FirstQuarter with { Quantity = 700m });
        Assert.Equal(700m * 48m, result.Accrued);
    }

    [Fact]
    public void What_cases_forfeit_is_not_accrued_either()
    {
        var policy = VolumeDiscount with
        {
            Accrual = new PolicyAccrual(AccrualTier.TierExpected, 650m),
            Penalty = new PolicyPenalty(PenaltyKind.Forfeit),
        };
        var result = RebateCalculator.Calculate(
            new PolicySet([policy]),
            new RebateInput(
                [Policies.Sales(FirstQuarter)], [new DiversionRuling("DC-1", "D001", FirstQuarter.Date, null, "")]),
            new Period(2026, 3)).Single();
        Assert.Equal((0m, "Of the accrual 0.00 CNY are left."), (result.Accrued, result.Arithmetic[^1]));
    }

    [Fact]
    public void The_estimate_of_the_whole_period_goes_through_the_modifiers()
    {
        var policy = VolumeDiscount with
        {
            Accrual = new PolicyAccrual(AccrualTier.TierExpected, 650m),
            Modifiers = [new Cap(26_000m), new MinimumPayout(100m, CarriedOver: true)],
        };
        var result = Policies.Calculate([policy], new Period(2026, 3), Policies.Sales(FirstQuarter)).Single();
        Assert.Equal((0m, 3_000m), (result.Earned, result.Accrued));
        Assert.Contains(
            "Accrual: 650 expected in the period would earn 26,000.00, by the rule alone 31,200.00; on the 75 so far "
            + "that is 3,000.00 CNY.",
            result.Arithmetic);
    }

    [Fact]
    public void When_the_period_is_over_nothing_is_expected_any_more() =>
        Assert.Equal(0m, Accrued(650m, new Period(2026, 12), FirstQuarter, SecondQuarter).Accrued);

    [Fact]
    public void A_dealer_may_have_an_expectation_of_its_own()
    {
        var accrual = new PolicyAccrual(
            AccrualTier.TierExpected, 500m, new Dictionary<string, decimal> { ["D001"] = 650m });
        var result = Policies.Calculate(
            [VolumeDiscount with { Accrual = accrual }], new Period(2026, 3), Policies.Sales(FirstQuarter)).Single();
        Assert.Equal(75m * 48m, result.Accrued);
    }

    private static RebateResult Accrued(decimal expected, Period month, params RebateLine[] lines) =>
        Policies.Calculate(
            [VolumeDiscount with { Accrual = new PolicyAccrual(AccrualTier.TierExpected, expected) }],
            month,
            Policies.Sales(lines)).Single();
}
