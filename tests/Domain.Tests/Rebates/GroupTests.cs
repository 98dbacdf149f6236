using CsCheck;
using DealerIntegration.Domain.Rebates;
using DealerIntegration.Domain.Rebates.Rules;

namespace DealerIntegration.Domain.Tests.Rebates;

public sealed class GroupTests
{
    private static readonly RebatePolicy Together = Policies.Of(
        Policies.PlainRule with { Method = TierMethod.Cumulative }) with
    {
        Who = new PolicyDealers(SumBy: SumBy.Group),
    };

    [Fact]
    public void Dealers_of_a_group_reach_a_tier_together_and_share_by_what_they_bought()
    {
        var results = Calculate(Of("D1", "G", null, 2_000m), Of("D2", "G", null, 1_000m), Of("D3", null, null, 500m));
        Assert.Equal([("D1", 100m), ("D2", 50m), ("D3", 5m)], results.Select(r => (r.DealerCode, r.Earned)));
        Assert.Equal([2_000m, 1_000m, 500m], results.Select(r => r.BasisAmount));
        Assert.Contains(
            "D2 contributed 1,000.00 of 3,000.00; its lines get 50.00 CNY of 150.00.", results[1].Arithmetic);
    }

    [Fact]
    public void Without_a_group_the_children_of_a_parent_are_added_up_with_it()
    {
        var results = Calculate(
            Of("D1", null, null, 1_000m), Of("D2", null, "D1", 1_000m), Of("D3", null, "D2", 1_000m));
        Assert.Equal([50m, 50m, 50m], results.Select(r => r.Earned));
    }

    [Fact]
    public void Parents_that_run_in_a_circle_end_somewhere()
    {
        var results = Calculate(Of("D1", null, "D2", 1_000m), Of("D2", null, "D1", 500m));
        Assert.Equal(2, results.Count);
    }

    [Fact]
    public void The_dealers_of_a_group_together_earn_what_one_dealer_with_all_lines_would() =>
        Gen.Int[-20_000, 90_000].Array[1, 30].Sample(cents =>
        {
            var lines = cents.Select((c, i) => Policies.Line(i, c / 100m, c < 0 ? -1m : 1m)).ToArray();
            var dealers = lines.Chunk(4).Select((chunk, i) =>
                new DealerSales(Policies.Dealer($"D{i:00}", "G")) { Invoiced = chunk }).ToArray();
            var results = Calculate(dealers);
            Assert.Equal(Policies.Calculate(Together, lines).Earned, results.Sum(r => r.Earned));
            Assert.All(results, r => Assert.Equal(r.Earned, r.Trace.Sum(line => line.Share)));
            Assert.Equal(
                results.Select(r => (r.DealerCode, r.Earned)),
                Calculate([.. dealers.Reverse()]).Select(r => (r.DealerCode, r.Earned)));
        });

    private static IReadOnlyList<RebateResult> Calculate(params DealerSales[] dealers) =>
        Policies.Calculate([Together], Policies.October, dealers);

    private static DealerSales Of(string code, string? group, string? parent, decimal net) =>
        new(Policies.Dealer(code, group, parent)) { Invoiced = [Policies.Line(0, net)] };
}
