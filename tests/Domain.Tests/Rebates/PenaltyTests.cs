using CsCheck;
using DealerIntegration.Domain.Rebates;

namespace DealerIntegration.Domain.Tests.Rebates;

public sealed class PenaltyTests
{
    private static readonly RebateLine Drink = Policies.Line(0, 600m);
    private static readonly RebateLine Snack =
        Policies.Line(3, 400m) with { Product = new ProductFacts("P2", "SNACK", null) };

    [Fact]
    public void A_confirmed_case_forfeits_the_rebate_of_its_period_and_is_cited()
    {
        var result = Calculate(new PolicyPenalty(PenaltyKind.Forfeit), Case("DC-7"));
        Assert.Equal((0m, new PenaltyTaken("DC-7", 100m)), (result.Earned, Assert.Single(result.Penalties)));
        Assert.Contains("Confirmed diversion case DC-7 forfeits what is earned: −100.00.", result.Arithmetic);
        Assert.Equal([0m, 0m], result.Trace.Select(line => line.Share));
    }

    [Fact]
    public void A_case_that_is_dismissed_gives_the_money_back_by_the_next_settlement()
    {
        var penalty = new PolicyPenalty(PenaltyKind.Forfeit);
        var paid = Policies.Settle(Calculate(penalty), 0m).Payable;
        var taken = Policies.Settle(Calculate(penalty, Case("DC-7")), paid).Payable;
        var back = Policies.Settle(Calculate(penalty), paid + taken).Payable;
        Assert.Equal((100m, -100m, 100m), (paid, taken, back));
    }

    [Fact]
    public void Every_case_takes_its_percentage_but_together_no_more_than_there_is()
    {
        var penalty = new PolicyPenalty(PenaltyKind.Reduce, 40m);
        Assert.Equal(60m, Calculate(penalty, Case("A")).Earned);
        var all = Calculate(penalty, Case("C"), Case("B"), Case("A"));
        Assert.Equal([("A", 40m), ("B", 40m), ("C", 20m)], all.Penalties.Select(p => (p.Case, p.Amount)));
        Assert.Equal(0m, all.Earned);
    }

    [Fact]
    public void A_case_about_a_product_takes_from_the_lines_of_that_product_only()
    {
        var penalty = new PolicyPenalty(PenaltyKind.Reduce, 50m, PenaltyScope.Product);
        var result = Calculate(penalty, Case("A") with { Products = ["P2"] });
        Assert.Equal([60m, 20m], result.Trace.Select(line => line.Share));
    }

    [Fact]
    public void Lines_that_cancel_each_other_out_have_nothing_to_take()
    {
        var policy = Policies.Of(Policies.Flat(10m)) with
        {
            Penalty = new PolicyPenalty(PenaltyKind.Reduce, 33m, PenaltyScope.Product),
        };
        var result = Calculate(
            policy,
            [Drink, Policies.Line(3, 100.05m) with { Product = Snack.Product },
                Policies.Line(6, -100.05m, -1m) with { Product = Snack.Product }],
            Case("A"),
            Case("B") with { Products = ["P2"] });
        Assert.Equal([19.80m, 0m], result.Penalties.Select(p => p.Amount));
    }

    [Fact]
    public void Cases_of_other_months_and_other_dealers_do_not_touch_it()
    {
        var result = Calculate(
            new PolicyPenalty(PenaltyKind.Forfeit),
            Case("A") with { Date = new DateOnly(2026, 9, 30) },
            Case("B") with { DealerCode = "D002" });
        Assert.Equal(100m, result.Earned);
    }

    [Fact]
    public void What_is_left_and_what_was_taken_is_what_was_earned_and_lines_still_add_up() =>
        Gen.Select(Gen.Int[-5_000, 90_000].Array[1, 12], Gen.Int[1, 10_000], Gen.Int[1, 3]).Sample(
            (cents, percent, cases) =>
            {
                var lines = cents.Select((c, i) => Policies.Line(i, c / 100m, c < 0 ? -1m : 1m)).ToArray();
                var policy = Policies.Plain with { Penalty = new PolicyPenalty(PenaltyKind.Reduce, percent / 100m) };
                var rulings = Enumerable.Range(0, cases).Select(i => Case($"DC-{i}")).ToArray();
                var before = Calculate(policy, lines).Earned;
                var after = Calculate(policy, lines, rulings);
                Assert.Equal(before, after.Earned + after.Penalties.Sum(p => p.Amount));
                Assert.Equal(after.Earned, after.Trace.Sum(line => line.Share));
                Assert.True(after.Earned >= 0m);
            });

    private static RebateResult Calculate(PolicyPenalty penalty, params DiversionRuling[] rulings) =>
        Calculate(Policies.Of(Policies.Flat(10m)) with { Penalty = penalty }, [Drink, Snack], rulings);

    private static RebateResult Calculate(RebatePolicy policy, RebateLine[] lines, params DiversionRuling[] rulings) =>
        RebateCalculator.Calculate(
            new PolicySet([policy]), new RebateInput([Policies.Sales(lines)], rulings), Policies.October).Single();

    private static DiversionRuling Case(string number) =>
        new(number, "D001", new DateOnly(2026, 10, 20), null, "found in another city");
}
