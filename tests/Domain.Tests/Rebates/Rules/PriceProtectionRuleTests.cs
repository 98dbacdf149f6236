using DealerIntegration.Domain.Rebates;
using DealerIntegration.Domain.Rebates.Rules;

namespace DealerIntegration.Domain.Tests.Rebates.Rules;

public sealed class PriceProtectionRuleTests
{
    private static readonly DateOnly CutDay = new(2026, 10, 10);
    private static readonly PriceProtectionRule Rule = new([new PriceCut("P1", CutDay, 12m, 10.50m)]);

    [Fact]
    public void The_difference_in_price_is_paid_on_the_last_count_before_the_cut()
    {
        var result = Calculate(Rule, Count(-20, 99m), Count(-1, 40m), Count(1, 70m));
        Assert.Equal(60m, result.Earned);
        Assert.Equal(
            ("stock 2026-10-09", "P1 2026-10-10", 60m),
            result.Trace.Select(t => (t.DocumentNumber, t.Position, t.Share)).Single());
        Assert.Contains("P1, cut on 2026-10-10: 40 units × 1.5 = 60.00.", result.Arithmetic);
    }

    [Fact]
    public void Counts_of_several_stores_on_the_same_day_add_up() =>
        Assert.Equal(75m, Calculate(Rule, Count(-1, 40m), Count(-1, 10m)).Earned);

    [Fact]
    public void A_count_that_is_too_old_says_nothing() =>
        Assert.Equal(0m, Calculate(Rule with { CountedWithinDays = 5 }, Count(-6, 40m)).Earned);

    [Fact]
    public void Stock_that_was_bought_too_long_ago_is_not_protected()
    {
        var sales = Policies.Sales(
            Policies.Line(0, 100m, 25m, 1), Policies.Line(3, -40m, -5m, 2), Policies.Line(6, 100m, 90m, 10)) with
        {
            Stock = [Count(-1, 40m)],
        };
        var result = Policies.Calculate(
            [Policies.Of(Rule with { BoughtWithinDays = 60 })], Policies.October, sales).Single();
        Assert.Equal(30m, result.Earned);
    }

    [Fact]
    public void A_cut_of_another_month_is_that_months()
    {
        var september = Rule with { Cuts = [new PriceCut("P1", new DateOnly(2026, 9, 30), 12m, 10m)] };
        Assert.Empty(Calculate(september, Count(-15, 40m)).Trace);
    }

    private static RebateResult Calculate(PriceProtectionRule rule, params StockOnHand[] stock) =>
        Policies.Calculate(
            [Policies.Of(rule)], Policies.October, Policies.Sales([]) with { Stock = stock }).Single();

    private static StockOnHand Count(int days, decimal quantity) =>
        new(Policies.Drink, CutDay.AddDays(days), quantity);
}
