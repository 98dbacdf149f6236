using DealerIntegration.Domain.Rebates;

namespace DealerIntegration.Domain.Tests.Rebates;

public sealed class LineSelectionTests
{
    private static readonly RebateLine Counted = Policies.Line(0, 100m);

    [Fact]
    public void Every_line_left_out_is_counted_under_its_reason()
    {
        var policy = Policies.Plain with
        {
            ValidFrom = new DateOnly(2026, 10, 5),
            What = new PolicyProducts(Categories: ["BEVERAGE"], ExcludeProducts: ["P9"]),
            Basis = Policies.Plain.Basis with { NetOfReturns = false },
        };
        var result = Policies.Calculate(
            policy,
            Counted,
            Policies.Line(1, 1m) with { Date = new DateOnly(2026, 9, 30) },
            Policies.Line(2, 1m) with { Date = new DateOnly(2026, 11, 1) },
            Policies.Line(3, 1m, day: 4),
            Policies.Line(4, 1m) with { Product = new ProductFacts("P1", "SNACK", "B1") },
            Policies.Line(5, 1m) with { Product = new ProductFacts("P1", null, "B1") },
            Policies.Line(6, 1m) with { Product = new ProductFacts("P9", "BEVERAGE", "B1") },
            Policies.Line(7, -1m, -1m));
        Assert.Equal(
            [
                new LeftOutLines(LeftOutReason.OutsidePeriod, 2),
                new LeftOutLines(LeftOutReason.OutsideValidity, 1),
                new LeftOutLines(LeftOutReason.OtherProduct, 2),
                new LeftOutLines(LeftOutReason.ExcludedProduct, 1),
                new LeftOutLines(LeftOutReason.ReturnNotDeducted, 1),
            ],
            result.LeftOut);
        Assert.Equal(Counted.DocumentNumber, Assert.Single(result.Trace).DocumentNumber);
    }

    [Fact]
    public void The_first_and_last_day_of_month_and_validity_count()
    {
        var policy = Policies.Plain with { ValidTo = new DateOnly(2026, 10, 31) };
        var result = Policies.Calculate(policy, Policies.Line(0, 1m, day: 1), Policies.Line(1, 1m, day: 31));
        Assert.Equal(2, result.Trace.Count);
    }

    [Fact]
    public void Each_list_that_is_given_narrows()
    {
        var what = new PolicyProducts(Products: ["P1", "P2"], Categories: ["BEVERAGE"], Brands: ["B1"]);
        var policy = Policies.Plain with { What = what };
        var result = Policies.Calculate(
            policy,
            Counted,
            Policies.Line(1, 1m) with { Product = new ProductFacts("P2", "BEVERAGE", "B2") },
            Policies.Line(2, 1m) with { Product = new ProductFacts("P3", "BEVERAGE", "B1") });
        Assert.Single(result.Trace);
    }

    [Fact]
    public void What_is_excluded_does_not_count_whatever_list_names_it()
    {
        var policy = Policies.Plain with
        {
            What = new PolicyProducts(Categories: ["BEVERAGE"], ExcludeBrands: ["B2"], ExcludeCategories: ["SNACK"]),
        };
        var result = Policies.Calculate(
            policy,
            Counted,
            Policies.Line(1, 1m) with { Product = new ProductFacts("P2", "BEVERAGE", "B2") },
            Policies.Line(2, 1m) with { Product = new ProductFacts("P3", "SNACK", "B1") });
        Assert.Equal([new LeftOutLines(LeftOutReason.ExcludedProduct, 2)], result.LeftOut);
    }

    [Theory]
    [InlineData("D001", "T1", true)]
    [InlineData("D001", "T2", false)]
    [InlineData("D001", null, false)]
    [InlineData("D002", "T1", false)]
    [InlineData("D003", "T1", false)]
    public void A_policy_is_for_the_dealers_and_tiers_it_names(string dealer, string? tier, bool expected)
    {
        var policy = Policies.Plain with
        {
            Who = new PolicyDealers(Dealers: ["D001", "D002"], Tiers: ["T1"], ExcludeDealers: ["D002"]),
        };
        Assert.Equal(expected, policy.AppliesTo(Policies.Dealer(dealer) with { Tier = tier }));
    }
}
