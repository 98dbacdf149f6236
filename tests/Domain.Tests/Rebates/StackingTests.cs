using DealerIntegration.Domain.Rebates;
using DealerIntegration.Domain.Rebates.Rules;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Tests.Rebates;

public sealed class StackingTests
{
    private static readonly RebatePolicy First = Flat("FIRST", 10m, new PolicyStacking(1));

    [Fact]
    public void A_line_is_lowered_by_what_it_was_given_itself_and_not_by_the_average()
    {
        var drinksOnly = First with { What = new PolicyProducts(Products: ["P1"]) };
        var second = Flat("SECOND", 50m, new PolicyStacking(2, ReducedByEarlier: true));
        var snack = Policies.Line(3, 100m) with { Product = new ProductFacts("P2", "SNACK", null) };
        var results = Policies.Calculate(
            [drinksOnly, second], Policies.October, Policies.Sales(Policies.Line(0, 100m), snack));
        Assert.Equal([90m, 100m], results[1].Trace.Select(line => line.Contribution));
        Assert.Equal([45m, 50m], results[1].Trace.Select(line => line.Share));
        Assert.Contains("what earlier policies gave deducted", results[1].Arithmetic[0], StringComparison.Ordinal);
    }

    [Fact]
    public void The_order_of_the_file_does_not_matter_the_order_of_the_policy_does()
    {
        var second = Flat("A", 50m, new PolicyStacking(2, ReducedByEarlier: true));
        var results = Policies.Calculate(
            [second, First], Policies.October, Policies.Sales(Policies.Line(0, 100m)));
        Assert.Equal([("FIRST", 10m), ("A", 45m)], results.Select(r => (r.PolicyCode, r.Earned)));
    }

    [Fact]
    public void Other_documents_are_other_lines_and_lower_nothing()
    {
        var shipped = First with { Basis = First.Basis with { Document = BasisDocument.Shipped } };
        var second = Flat("SECOND", 50m, new PolicyStacking(2, ReducedByEarlier: true));
        var sales = Policies.Sales(Policies.Line(0, 100m)) with { Shipped = [Policies.Line(0, 100m)] };
        Assert.Equal(
            [10m, 50m], Policies.Calculate([shipped, second], Policies.October, sales).Select(r => r.Earned));
    }

    [Fact]
    public void A_line_under_an_exclusive_policy_counts_under_no_later_one()
    {
        var exclusive = First with
        {
            What = new PolicyProducts(Products: ["P1"]),
            Stacking = new PolicyStacking(1, Exclusive: true),
        };
        var snack = Policies.Line(3, 70m) with { Product = new ProductFacts("P2", "SNACK", null) };
        var results = Policies.Calculate(
            [exclusive, Flat("SECOND", 50m, new PolicyStacking(2))],
            Policies.October,
            Policies.Sales(Policies.Line(0, 100m), snack));
        Assert.Equal([10m, 35m], results.Select(r => r.Earned));
        Assert.Equal([new LeftOutLines(LeftOutReason.TakenByExclusive, 1)], results[1].LeftOut);
    }

    [Fact]
    public void A_quarter_is_lowered_by_what_its_months_were_given_also_when_only_the_last_is_settled()
    {
        var quarter = Flat("QUARTER", 50m, new PolicyStacking(2, ReducedByEarlier: true)) with
        {
            Period = new PolicyPeriod(PeriodLength.Quarter),
        };
        var lines = Enumerable.Range(10, 3).Select((month, i) =>
            Policies.Line(i, 100m) with { Date = new DateOnly(2026, month, 5) });
        var results = Policies.Calculate(
            [First, quarter], new Period(2026, 12), Policies.Sales([.. lines]));
        Assert.Equal(
            [("2026-12", 10m), ("2026-Q4", 135m)], results.Select(r => (r.Period.Name, r.Earned)));
    }

    private static RebatePolicy Flat(string code, decimal percent, PolicyStacking stacking) =>
        Policies.Of(Policies.Flat(percent)) with { Code = code, Stacking = stacking };
}
