using System.Globalization;
using CsCheck;
using DealerIntegration.Domain.Rebates;
using DealerIntegration.Domain.Rebates.Modifiers;
using DealerIntegration.Domain.Rebates.Rules;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Tests.Rebates;

public sealed class RebateCalculatorTests
{
    private static readonly Gen<RebateLine[]> Lines =
        Gen.Select(Gen.Int[-30_000, 90_000], Gen.Int[1, 50]).Array[0, 30].Select(drawn => drawn
            .Select((d, i) => Policies.Line(i, d.Item1 / 100m, d.Item1 < 0 ? -d.Item2 : d.Item2))
            .ToArray());

    private static readonly Gen<RebatePolicy> AnyPolicy = Gen.Select(
        Gen.Enum<TierMethod>(),
        Gen.Enum<RewardKind>(),
        Gen.Enum<BasisMeasure>(),
        Gen.Enum<RoundingPoint>(),
        Gen.Enum<RoundingMode>()).Select((method, reward, measure, point, mode) =>
            Policies.Of(Policies.PlainRule with { Method = method, Reward = reward }, measure) with
            {
                Rounding = new PolicyRounding(mode, 2, point),
            });

    [Fact]
    public void The_shares_of_the_lines_add_up_to_the_payout_and_their_contributions_to_the_basis() =>
        Gen.Select(AnyPolicy, Lines).Sample((policy, lines) =>
        {
            var result = Policies.Calculate(policy, lines);
            Assert.Equal(result.Earned, result.Trace.Sum(line => line.Share));
            Assert.Equal(result.BasisAmount, result.Trace.Sum(line => line.Contribution));
            Assert.Equal(lines.Length, result.Trace.Count + result.LeftOut.Sum(left => left.Count));
            Assert.Equal(result.Earned, decimal.Round(result.Earned, 2, MidpointRounding.ToZero));
            Assert.True(result.Earned >= 0m);
        });

    [Fact]
    public void The_order_of_the_lines_changes_neither_amount_nor_trace_nor_words() =>
        Gen.Select(AnyPolicy, Lines, Gen.Int[0, int.MaxValue]).Sample((policy, lines, seed) =>
        {
            var shuffled = lines.ToArray();
            new Random(seed).Shuffle(shuffled);
            var (a, b) = (Policies.Calculate(policy, lines), Policies.Calculate(policy, shuffled));
            Assert.Equal(a.Earned, b.Earned);
            Assert.Equal(a.Trace, b.Trace);
            Assert.Equal(a.Arithmetic, b.Arithmetic);
        });

    [Fact]
    public void More_turnover_never_earns_less() =>
        Gen.Select(Gen.Enum<TierMethod>(), Gen.Int[0, 500_000], Gen.Int[0, 100_000]).Sample((method, cents, more) =>
        {
            var policy = Policies.Of(Policies.PlainRule with { Method = method });
            Assert.True(
                Policies.Calculate(policy, Policies.Line(0, cents / 100m)).Earned
                <= Policies.Calculate(policy, Policies.Line(0, (cents + more) / 100m)).Earned);
        });

    [Fact]
    public void A_return_lowers_the_basis_and_takes_its_share_back()
    {
        var result = Policies.Calculate(Policies.Plain, Policies.Line(0, 800m), Policies.Line(1, -300m, -1m));
        Assert.Equal((500m, 5m), (result.BasisAmount, result.Earned));
        Assert.Equal([8m, -3m], result.Trace.Select(line => line.Share));
    }

    [Fact]
    public void A_negative_basis_earns_nothing_and_keeps_its_trace()
    {
        var result = Policies.Calculate(Policies.Plain, Policies.Line(0, 100m), Policies.Line(1, -300m, -1m));
        Assert.Equal((-200m, 0m), (result.BasisAmount, result.Earned));
        Assert.Equal([0m, 0m], result.Trace.Select(line => line.Share));
        Assert.Contains("not above 0", result.Arithmetic[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Value_that_is_all_returned_earns_nothing_although_units_are_left()
    {
        var policy = Policies.Of(Policies.PlainRule, BasisMeasure.Quantity);
        var result = Policies.Calculate(policy, Policies.Line(0, 100m, 10m), Policies.Line(1, -100m, -1m));
        Assert.Equal((9m, 0m), (result.BasisAmount, result.Earned));
    }

    [Fact]
    public void Tax_is_in_the_basis_only_when_the_policy_says_so()
    {
        var policy = Policies.Plain with { Basis = Policies.Plain.Basis with { TaxInclusive = true } };
        Assert.Equal(113m, Policies.Calculate(policy, Policies.Line(0, 100m)).BasisAmount);
        Assert.Equal(100m, Policies.Calculate(Policies.Plain, Policies.Line(0, 100m)).BasisAmount);
    }

    [Theory]
    [InlineData(RoundingPoint.Period, "0.02")]
    [InlineData(RoundingPoint.Line, "0.03")]
    public void The_point_of_rounding_decides_the_cents(RoundingPoint point, string earned)
    {
        var policy = Policies.Plain with { Rounding = new PolicyRounding(RoundingMode.HalfUp, 2, point) };
        var result = Policies.Calculate(
            policy, Policies.Line(0, 0.50m), Policies.Line(1, 0.50m), Policies.Line(2, 0.50m));
        Assert.Equal(Golden.GoldenFile.Number(earned), result.Earned);
    }

    [Fact]
    public void Rounding_line_by_line_never_turns_a_small_earning_into_a_debt()
    {
        var policy = Policies.Plain with { Rounding = new PolicyRounding(RoundingMode.Floor, 2, RoundingPoint.Line) };
        var result = Policies.Calculate(policy, Policies.Line(0, 0.90m), Policies.Line(1, -0.10m, -1m));
        Assert.Equal(0m, result.Earned);
        Assert.Equal([0m, 0m], result.Trace.Select(line => line.Share));
    }

    [Fact]
    public void Each_tier_can_be_rounded_by_itself()
    {
        var rule = Policies.PlainRule with { Tiers = [new RebateTier(1m, UpTo: 0.5m), new RebateTier(1m, From: 0.5m)] };
        var policy = Policies.Of(rule) with { Rounding = new PolicyRounding(RoundingMode.Up, 2, RoundingPoint.Tier) };
        Assert.Equal(0.02m, Policies.Calculate(policy, Policies.Line(0, 1m)).Earned);
    }

    [Fact]
    public void The_words_hold_every_number_of_the_calculation()
    {
        var result = Policies.Calculate(Policies.Plain, Policies.Line(0, 1_234.56m));
        Assert.Equal(
            [
                "Basis: 1 invoiced line, value 1,234.56 CNY, without tax, returns deducted.",
                "Tier 2 is reached; each slice at its own rate.",
                "Tier 1 (0 to 1,000): 1,000.00 × 1 % = 10.00.",
                "Tier 2 (1,000 to 3,000): 234.56 × 2 % = 4.6912.",
                "Together 14.6912, rounded half up to 2 places: 14.69 CNY.",
            ],
            result.Arithmetic);
    }

    [Fact]
    public void A_document_line_given_twice_is_refused_because_it_would_be_paid_twice()
    {
        var error = Assert.Throws<ArgumentException>(() => Policies.Calculate(
            Policies.Plain, Policies.Line(4, 10m), Policies.Line(0, 10m), Policies.Line(4, 10m)));
        Assert.Contains("INV-001 position 20", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_amount_is_written_with_the_places_of_the_policy_however_its_lines_are() =>
        Assert.Equal("15.00", Policies.Calculate(
            Policies.Of(Policies.Flat(10m)) with { Modifiers = [new Floor(15m)] },
            Policies.Line(0, 100m)).Earned.ToString(CultureInfo.InvariantCulture));

    [Fact]
    public void A_dealer_the_policy_excludes_has_no_result()
    {
        var policy = Policies.Plain with { Who = new PolicyDealers(ExcludeDealers: ["D001"]) };
        Assert.Empty(Policies.Calculate([policy], Policies.October, Policies.Sales(Policies.Line(0, 10m))));
    }
}
