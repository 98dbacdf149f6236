using DealerIntegration.Domain.Rebates;
using DealerIntegration.Domain.Rebates.Modifiers;
using DealerIntegration.Domain.Rebates.Rules;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Tests.Rebates;

/// <summary>What comes late brings back the periods that it can change, and no other.</summary>
public sealed class LatePeriodsTests
{
    private static readonly RebatePolicy Quarter =
        Policies.Plain with { Code = "Q", Period = new PolicyPeriod(PeriodLength.Quarter) };

    [Theory]
    [InlineData(LateKind.Invoiced, true)]
    [InlineData(LateKind.Ordered, false)]
    [InlineData(LateKind.InvoicePaid, false)]
    [InlineData(LateKind.Ruling, false)]
    [InlineData(LateKind.Stock, false)]
    public void A_policy_on_invoices_is_reached_by_invoices_alone(LateKind kind, bool reached) =>
        Assert.Equal(reached ? ["P-1 2026-08"] : [], Reached([Policies.Plain], (kind, 8)));

    [Fact]
    public void Payments_reach_the_month_of_their_invoice_or_their_own_by_what_the_policy_asks()
    {
        var speed = Policies.Plain with { Modifiers = [new PaymentSpeed([new PaymentStep(30, 100m)])] };
        var paid = Policies.Plain with { Basis = Policies.Plain.Basis with { Document = BasisDocument.Paid } };
        Assert.Equal(["P-1 2026-07"], Reached([speed], (LateKind.InvoicePaid, 7), (LateKind.Paid, 8)));
        Assert.Equal(["P-1 2026-08"], Reached([paid], (LateKind.InvoicePaid, 7), (LateKind.Paid, 8)));
    }

    [Fact]
    public void A_period_that_still_runs_is_settled_anyway() =>
        Assert.Equal(["Q 2026-Q2"], Reached([Quarter], (LateKind.Invoiced, 7), (LateKind.Invoiced, 6)));

    [Fact]
    public void A_count_reaches_the_cut_that_looks_back_at_it()
    {
        var protection = Policies.Of(new PriceProtectionRule(
            [new PriceCut("P1", new DateOnly(2026, 8, 5), 2m, 1m)], CountedWithinDays: 10));
        Assert.Equal(["P-1 2026-07", "P-1 2026-08"], Reached([protection], (LateKind.Stock, 7)));
    }

    [Fact]
    public void Growth_is_reached_in_its_own_days_and_in_those_it_is_measured_against()
    {
        var growth = Policies.Of(new GrowthRule(
            GrowthBase.PreviousPeriod, BaseOfZero.Nothing, GrowthPays.Growth, RewardKind.Percent,
            TierThreshold.Inclusive, [new RebateTier(1m)]));
        Assert.Equal(["P-1 2026-05", "P-1 2026-06"], Reached([growth], (LateKind.Invoiced, 5)));
    }

    [Fact]
    public void What_is_carried_over_reaches_every_later_period()
    {
        var carried = Policies.Plain with { Modifiers = [new MinimumPayout(100m, CarriedOver: true)] };
        Assert.Equal(["P-1 2026-07", "P-1 2026-08"], Reached([carried], (LateKind.Invoiced, 7)));
    }

    [Fact]
    public void A_policy_that_an_earlier_one_lowers_is_reached_with_it()
    {
        var ruled = Quarter with { Penalty = new PolicyPenalty(PenaltyKind.Forfeit) };
        var month = Policies.Plain with { Stacking = new PolicyStacking(1, ReducedByEarlier: true) };
        Assert.Equal(
            ["Q 2026-Q2", "P-1 2026-05", "P-1 2026-06"], Reached([ruled, month], (LateKind.Ruling, 5)));
    }

    /// <summary>Settling September 2026.</summary>
    private static IEnumerable<string> Reached(
        IReadOnlyList<RebatePolicy> policies, params (LateKind Kind, int Month)[] changes) =>
        LatePeriods.Of(
                new PolicySet(policies), new Period(2026, 9),
                [.. changes.Select(change => new LateChange(change.Kind, new Period(2026, change.Month)))])
            .Select(reached => $"{reached.Policy.Code} {reached.Period}");
}
