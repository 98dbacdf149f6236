using DealerIntegration.Domain.Rebates;
using DealerIntegration.Domain.Rebates.Rules;

namespace DealerIntegration.Domain.Tests.Rebates;

/// <summary>Volume that rulings on diversion move out of one dealer's basis and into another's.</summary>
public sealed class MovedVolumeTests
{
    private static readonly RebateLine Out = new("DC-1", "out 3", new(2026, 10, 20), Policies.Drink, -4m, -400m, -452m)
    {
        IsMoved = true,
    };

    private static readonly RebateLine In = Out with
    {
        Position = "in 3", Quantity = 4m, NetAmount = 400m, GrossAmount = 452m,
    };

    private static readonly RebatePolicy TenPercent = Policies.Of(Policies.Flat(10m));

    [Fact]
    public void It_lowers_the_basis_of_who_diverted_and_raises_that_of_whose_area_it_was_by_the_same()
    {
        var results = Policies.Calculate(
            [TenPercent], Policies.October,
            Policies.Sales(Policies.Line(0, 1_000m, 10m)) with { Moved = [Out] },
            new DealerSales(Policies.Dealer("D002")) { Moved = [In] });
        Assert.Equal([60m, 40m], results.Select(r => r.Earned));
        Assert.Equal([600m, 400m], results.Select(r => r.BasisAmount));
        Assert.Equal(new RebateTraceLine("DC-1", "in 3", In.Date, "P1", 400m, 40m), Assert.Single(results[1].Trace));
        Assert.Contains("in it quantity -4 (value -400.00) moved by rulings on DC-1", results[0].Arithmetic[0]);
    }

    [Theory]
    [InlineData(BasisDocument.Ordered)]
    [InlineData(BasisDocument.Shipped)]
    [InlineData(BasisDocument.Invoiced)]
    [InlineData(BasisDocument.Paid)]
    public void It_counts_beside_every_kind_of_document_on_its_own_day(BasisDocument document)
    {
        var policy = TenPercent with { Basis = TenPercent.Basis with { Document = document } };
        var september = In with { Position = "in 2", Date = new DateOnly(2026, 9, 30) };
        var result = Assert.Single(Policies.Calculate(
            [policy], Policies.October, new DealerSales(Policies.Dealer()) { Moved = [In, september] }));
        Assert.Equal(40m, result.Earned);
        Assert.Equal([new LeftOutLines(LeftOutReason.OutsidePeriod, 1)], result.LeftOut);
        Assert.True(new PolicySet([policy]).Needs(Policies.October).MovedVolume);
    }

    [Fact]
    public void It_is_no_return_that_a_policy_could_leave_in()
    {
        var policy = TenPercent with { Basis = TenPercent.Basis with { NetOfReturns = false } };
        var sales = Policies.Sales(Policies.Line(0, 1_000m, 10m), Policies.Line(1, -100m, -1m)) with { Moved = [Out] };
        var result = Assert.Single(Policies.Calculate([policy], Policies.October, sales));
        Assert.Equal(60m, result.Earned);
        Assert.Equal([new LeftOutLines(LeftOutReason.ReturnNotDeducted, 1)], result.LeftOut);
    }

    [Fact]
    public void A_policy_may_say_that_it_does_not_count()
    {
        var policy = TenPercent with { Basis = TenPercent.Basis with { CountMovedVolume = false } };
        var sales = Policies.Sales(Policies.Line(0, 1_000m, 10m)) with { Moved = [Out] };
        var result = Assert.Single(Policies.Calculate([policy], Policies.October, sales));
        Assert.Equal(100m, result.Earned);
        Assert.Equal([new LeftOutLines(LeftOutReason.MovedVolume, 1)], result.LeftOut);
        Assert.False(new PolicySet([policy]).Needs(Policies.October).MovedVolume);
    }

    [Fact]
    public void Reported_sales_of_a_dealer_stay_what_they_are()
    {
        var rule = new SellThroughRule(
            SoldOnBy.Delivery, TierMethod.Cumulative, RewardKind.PerUnit, TierThreshold.Inclusive,
            [new RebateTier(2m, From: 0m)]);
        var policy = Policies.Of(rule, BasisMeasure.Quantity);
        var sales = new DealerSales(Policies.Dealer()) { SellThrough = [Policies.Line(0, 0m, 10m)], Moved = [Out] };
        Assert.Equal(20m, Assert.Single(Policies.Calculate([policy], Policies.October, sales)).Earned);
        Assert.False(new PolicySet([policy]).Needs(Policies.October).MovedVolume);
    }
}
