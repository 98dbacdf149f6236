using DealerIntegration.Domain.Rebates;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Tests.Rebates;

public sealed class WhatIfComparisonTests
{
    [Fact]
    public void Tells_cost_winners_losers_and_who_stands_at_the_edge_of_a_tier()
    {
        DealerSales[] dealers =
        [
            Of("D1", 950m), Of("D2", 2_000m), Of("D3", 100m),
        ];
        var proposed = Policies.Of(Policies.PlainRule with
        {
            Tiers = [new(0m, From: 0m), new(3m, From: 1_000m)],
        });
        var comparison = WhatIfComparison.Of(
            Policies.Calculate([Policies.Plain], Policies.October, dealers),
            Policies.Calculate([proposed], Policies.October, dealers),
            near: 5m);
        Assert.Equal(new WhatIfCost("CNY", 40.50m, 30m), Assert.Single(comparison.Costs));
        Assert.Equal(
            [("D2", 0m), ("D3", -1m), ("D1", -9.50m)],
            comparison.Dealers.Select(d => (d.DealerCode, d.Difference)));
        Assert.Equal((0, 2), (comparison.Winners, comparison.Losers));
        var edge = Assert.Single(comparison.AtTheEdge);
        Assert.Equal(("D1", 50m), (edge.DealerCode, edge.Next.Distance));
        Assert.Empty(comparison.TierMoves);
        Assert.Empty(WhatIfComparison.Of(
            [], Policies.Calculate([proposed], Policies.October, dealers), near: 4.9m).AtTheEdge);
    }

    [Fact]
    public void Of_a_quarter_that_was_stated_month_by_month_the_latest_statement_counts()
    {
        var policy = Policies.Plain with { Period = new PolicyPeriod(PeriodLength.Quarter) };
        var sales = Of("D1", 900m);
        var results = new[] { 10, 11, 12 }
            .SelectMany(month => Policies.Calculate([policy], new Period(2026, month), sales));
        Assert.Equal(9m, WhatIfComparison.Of([], results, 10m).Costs.Single().Proposed);
    }

    private static DealerSales Of(string code, decimal net) =>
        new(Policies.Dealer(code)) { Invoiced = [Policies.Line(0, net)] };
}
