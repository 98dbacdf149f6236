using DealerIntegration.Domain.Rebates;
using DealerIntegration.Domain.Rebates.Modifiers;
using DealerIntegration.Domain.Rebates.Rules;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Tests.Rebates;

public sealed class PolicyNeedsTests
{
    [Fact]
    public void A_plain_month_needs_its_invoices_and_nothing_else()
    {
        var needs = Needs(Policies.Plain);
        Assert.Equal([BasisDocument.Invoiced], needs.Documents);
        Assert.Equal((Policies.October.Start, Policies.October.End), (needs.First, needs.Last));
        Assert.False(
            needs.Payments || needs.PaidInvoices || needs.Stock || needs.SellThrough || needs.Activations
            || needs.Rulings);
    }

    [Fact]
    public void A_quarter_reaches_back_to_its_first_day_and_growth_a_year_further()
    {
        var quarter = Policies.Plain with { Period = new PolicyPeriod(PeriodLength.Quarter) };
        var growth = quarter with
        {
            Code = "G",
            Rule = new GrowthRule(
                GrowthBase.SamePeriodLastYear, BaseOfZero.Nothing, GrowthPays.Growth, RewardKind.Percent,
                TierThreshold.Inclusive, [new RebateTier(1m)]),
        };
        Assert.Equal(new DateOnly(2026, 10, 1), new PolicySet([quarter]).Needs(new Period(2026, 12)).First);
        Assert.Equal(new DateOnly(2026, 1, 1), new PolicySet([growth]).Needs(new Period(2026, 12)).First.AddDays(92));
    }

    [Fact]
    public void A_month_that_lowers_a_quarter_is_needed_from_the_first_day_of_the_quarter()
    {
        var quarter = Policies.Plain with
        {
            Code = "Q",
            Period = new PolicyPeriod(PeriodLength.Quarter),
            Stacking = new PolicyStacking(1, ReducedByEarlier: true),
            Basis = Policies.Plain.Basis with { Document = BasisDocument.Shipped },
        };
        var needs = new PolicySet([Policies.Plain, quarter]).Needs(new Period(2026, 12));
        Assert.Equal(new DateOnly(2026, 10, 1), needs.First);
        Assert.Equal([BasisDocument.Shipped, BasisDocument.Invoiced], needs.Documents.OrderBy(d => d));
    }

    [Fact]
    public void Payments_rulings_and_counts_are_asked_for_by_those_who_read_them()
    {
        var speed = Policies.Plain with
        {
            Modifiers = [new PaymentSpeed([new PaymentStep(30, 100m)])],
            Penalty = new PolicyPenalty(PenaltyKind.Forfeit),
        };
        var paid = Policies.Plain with { Basis = Policies.Plain.Basis with { Document = BasisDocument.Paid } };
        var protection = Policies.Of(new PriceProtectionRule(
            [new PriceCut("P1", new DateOnly(2026, 10, 5), 2m, 1m)], BoughtWithinDays: 60));
        Assert.True(Needs(speed) is { Payments: true, Rulings: true, PaidInvoices: false });
        Assert.True(Needs(paid) is { Payments: true, PaidInvoices: true });
        Assert.True(Needs(protection) is { Stock: true, SellThrough: false });
        Assert.Equal(new DateOnly(2026, 8, 2), Needs(protection).First);
    }

    private static PolicyNeeds Needs(RebatePolicy policy) => new PolicySet([policy]).Needs(Policies.October);
}
