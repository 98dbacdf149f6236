using DealerIntegration.Domain.Rebates;
using DealerIntegration.Domain.Rebates.Rules;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Tests.Rebates.Rules;

public sealed class GrowthRuleTests
{
    // 5 % growth pays 2 %, 20 % growth pays 4 %.
    private static readonly GrowthRule OnGrowth = new(
        GrowthBase.SamePeriodLastYear, BaseOfZero.Nothing, GrowthPays.Growth, RewardKind.Percent,
        TierThreshold.Inclusive, [new RebateTier(2m, From: 5m), new RebateTier(4m, From: 20m)]);

    [Theory]
    [InlineData("1049.99", "0")]
    [InlineData("1050", "1")]       // 50 × 2 %
    [InlineData("1200", "8")]       // 200 × 4 %
    [InlineData("900", "0")]
    public void The_tier_of_the_growth_pays_on_the_growth(string now, string earned) =>
        Assert.Equal(Golden.GoldenFile.Number(earned), Calculate(OnGrowth, Golden.GoldenFile.Number(now)).Earned);

    [Fact]
    public void It_may_pay_on_everything()
    {
        var result = Calculate(OnGrowth with { Pays = GrowthPays.Everything }, 1_200m);
        Assert.Equal(48m, result.Earned);
        Assert.Equal(
            "1,200.00 against 1,000.00 from 2025-10-01 to 2025-10-31 is a growth of 200.00, 20 %; "
            + "tier 2 pays on everything.",
            result.Arithmetic[1]);
    }

    [Theory]
    [InlineData(BaseOfZero.Nothing, "0")]
    [InlineData(BaseOfZero.FirstTier, "24")]
    [InlineData(BaseOfZero.LastTier, "48")]
    public void A_base_of_zero_earns_what_the_policy_says(BaseOfZero zero, string earned)
    {
        var result = Policies.Calculate(Policies.Of(OnGrowth with { BaseZero = zero }), Policies.Line(0, 1_200m));
        Assert.Equal(Golden.GoldenFile.Number(earned), result.Earned);
        Assert.Contains("not above 0", result.Arithmetic[1], StringComparison.Ordinal);
    }

    [Fact]
    public void An_end_of_the_last_tier_caps_the_growth_that_counts()
    {
        var capped = OnGrowth with { Tiers = [new RebateTier(2m, From: 5m, UpTo: 30m)] };
        Assert.Equal(6m, Calculate(capped, 5_000m).Earned);
    }

    [Fact]
    public void A_quarter_in_progress_is_compared_as_far_as_it_has_come()
    {
        var policy = Policies.Of(OnGrowth) with { Period = new PolicyPeriod(PeriodLength.Quarter) };
        RebateLine[] lines =
        [
            Line(0, 2025, 10, 1_000m), Line(3, 2025, 12, 9_000m), Line(6, 2026, 10, 1_200m),
        ];
        var october = Policies.Calculate([policy], Policies.October, Policies.Sales(lines)).Single();
        Assert.Equal(8m, october.Earned);
    }

    [Fact]
    public void The_month_before_and_agreed_figures_are_bases_too()
    {
        RebateLine[] lines = [Line(0, 2026, 9, 1_000m), Line(3, 2026, 10, 1_200m)];
        var before = OnGrowth with { Against = GrowthBase.PreviousPeriod };
        Assert.Equal(8m, Policies.Calculate(Policies.Of(before), lines).Earned);
        var agreed = OnGrowth with
        {
            Against = GrowthBase.Agreed,
            BaseByDealer = new Dictionary<string, decimal> { ["D001"] = 1_100m },
        };
        Assert.Equal(2m, Policies.Calculate(Policies.Of(agreed), lines).Earned);
        var days = OnGrowth with
        {
            Against = GrowthBase.FixedDays,
            BaseFrom = new DateOnly(2026, 9, 1),
            BaseTo = new DateOnly(2026, 9, 30),
        };
        Assert.Equal(8m, Policies.Calculate(Policies.Of(days), lines).Earned);
    }

    [Fact]
    public void The_next_tier_is_told_in_the_measure_of_the_policy()
    {
        var next = Calculate(OnGrowth, 1_100m).Next;
        Assert.Equal((2, 1_200m, 100m, 6m), (next!.Tier, next.At, next.Distance, next.Worth));
    }

    private static RebateResult Calculate(GrowthRule rule, decimal now) =>
        Policies.Calculate(Policies.Of(rule), Line(0, 2025, 10, 1_000m), Policies.Line(3, now));

    private static RebateLine Line(int number, int year, int month, decimal net) =>
        Policies.Line(number, net) with { Date = new DateOnly(year, month, 31 - (month % 2 == 1 ? 1 : 0)) };
}
