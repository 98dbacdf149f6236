using CsCheck;
using DealerIntegration.Domain.Rebates;
using DealerIntegration.Domain.Rebates.Modifiers;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Tests.Rebates.Modifiers;

public sealed class ModifierTests
{
    private static readonly RebateModifier[] All =
        [new Cap(60m), new Floor(20m), new Guarantee(30m, true), new MinimumPayout(10m, true)];

    [Theory]
    [InlineData(10_000, 50)]
    [InlineData(400, 40)]
    public void A_cap_cuts_what_lies_above_it(int net, int earned) =>
        Assert.Equal(earned, Earned([new Cap(50m)], net).Earned);

    [Fact]
    public void A_cap_may_be_a_percentage_of_the_value_and_the_lower_one_counts()
    {
        Assert.Equal(30m, Earned([new Cap(50m, PercentOfValue: 3m)], 1_000m).Earned);
        var capped = Earned([new Cap(20m, PercentOfValue: 3m)], 1_000m);
        Assert.Equal(20m, capped.Earned);
        Assert.Contains("Cap: of 100.00 at most 20.00.", capped.Arithmetic);
    }

    [Fact]
    public void A_floor_lifts_what_is_earned_but_gives_nothing_for_nothing()
    {
        var lifted = Earned([new Floor(50m)], 100m);
        Assert.Equal(50m, lifted.Earned);
        Assert.Equal([("INV-000", 10m), ("(floor)", 40m)], lifted.Trace.Select(t => (t.DocumentNumber, t.Share)));
        Assert.Equal(0m, Earned([new Floor(50m)]).Earned);
    }

    [Fact]
    public void A_guarantee_is_paid_without_any_business() =>
        Assert.Equal(50m, Earned([new Guarantee(50m)]).Earned);

    [Fact]
    public void A_guarantee_that_is_carried_over_is_taken_back_out_of_what_lies_above_it()
    {
        var policy = Policy(new Guarantee(50m, CarriedOver: true));
        Assert.Equal([50m, 80m, 50m, 120m], Months(policy, 200m, 1_100m, 500m, 1_200m));
    }

    [Fact]
    public void A_guarantee_that_is_not_carried_over_stays_with_the_dealer() =>
        Assert.Equal([50m, 110m, 50m, 120m], Months(Policy(new Guarantee(50m)), 200m, 1_100m, 500m, 1_200m));

    [Fact]
    public void Less_than_the_minimum_lapses()
    {
        var result = Earned([new MinimumPayout(50m)], 499m);
        Assert.Equal(0m, result.Earned);
        Assert.Contains("Minimum payout: 49.90 is below 50.00 and lapses.", result.Arithmetic);
    }

    [Fact]
    public void Less_than_the_minimum_may_wait_until_there_is_enough() =>
        Assert.Equal(
            [0m, 0m, 75m, 100m], Months(Policy(new MinimumPayout(50m, CarriedOver: true)), 200m, 250m, 300m, 1_000m));

    [Fact]
    public void Modifiers_work_in_the_order_in_which_they_are_written()
    {
        var speed = new PaymentSpeed([new PaymentStep(30, 80m)], Later: 80m);
        Assert.Equal(40m, Earned([new Cap(50m), speed], 1_000m).Earned);
        Assert.Equal(50m, Earned([speed, new Cap(50m)], 1_000m).Earned);
    }

    [Fact]
    public void An_invoice_paid_in_parts_gets_the_average_and_a_return_that_of_what_was_sold()
    {
        var speed = new PaymentSpeed([new PaymentStep(10, 100m), new PaymentStep(60, 50m)]);
        RebateLine[] lines =
            [Policies.Line(0, 100m, day: 1), Policies.Line(3, 100m, day: 1), Policies.Line(6, -20m, -1m)];
        var sales = Policies.Sales(lines) with
        {
            Payments =
            [
                new InvoicePaid("INV-000", new DateOnly(2026, 10, 8), 56.50m),
                new InvoicePaid("INV-000", new DateOnly(2026, 11, 8), 56.50m),
            ],
        };
        var result = Policies.Calculate([Policy(speed)], Policies.October, sales).Single();
        Assert.Equal(6.75m, result.Earned);
        Assert.Equal([7.50m, 0m, -0.75m], result.Trace.Select(line => line.Share));
    }

    [Fact]
    public void Whatever_the_modifiers_the_trace_adds_up_to_what_is_earned() =>
        Gen.Select(
            Gen.Int[-20_000, 90_000].Array[0, 12],
            Gen.Shuffle(All),
            Gen.Enum<RoundingPoint>()).Sample((cents, modifiers, point) =>
            {
                var lines = cents.Select((c, i) => Policies.Line(i, c / 100m, c < 0 ? -1m : 1m)).ToArray();
                var policy = Policies.Plain with
                {
                    Modifiers = modifiers,
                    Rounding = new PolicyRounding(RoundingMode.Floor, 2, point),
                };
                var result = Policies.Calculate(policy, lines);
                Assert.Equal(result.Earned, result.Trace.Sum(line => line.Share));
                Assert.Equal(result.Earned, Rounding.Cents.Apply(result.Earned));
            });

    private static RebatePolicy Policy(params RebateModifier[] modifiers) =>
        Policies.Of(Policies.Flat(10m)) with { Modifiers = modifiers };

    private static RebateResult Earned(RebateModifier[] modifiers, params decimal[] nets) =>
        Policies.Calculate(Policy(modifiers), [.. nets.Select((net, i) => Policies.Line(i, net))]);

    // What January, February, … earn, each settled on its own.
    private static IEnumerable<decimal> Months(RebatePolicy policy, params decimal[] nets)
    {
        var lines = nets.Select((net, i) => Policies.Line(i, net) with { Date = new DateOnly(2026, i + 1, 3) });
        var sales = Policies.Sales([.. lines]);
        return nets.Select((_, i) => Policies.Calculate([policy], new Period(2026, i + 1), sales).Single().Earned);
    }
}
