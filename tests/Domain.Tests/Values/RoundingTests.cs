using CsCheck;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Tests.Values;

public sealed class RoundingTests
{
    [Fact]
    public void Up_goes_away_from_zero_on_both_sides()
    {
        var up = new Rounding(RoundingMode.Up, 1);
        Assert.Equal([1.2m, -1.2m, 1.1m], new[] { 1.11m, -1.11m, 1.10m }.Select(up.Apply));
    }

    [Fact]
    public void Half_up_goes_away_from_zero_and_half_even_to_the_even_neighbour()
    {
        var halfUp = new Rounding(RoundingMode.HalfUp, 2);
        var halfEven = new Rounding(RoundingMode.HalfEven, 2);
        Assert.Equal([0.13m, -0.13m], new[] { 0.125m, -0.125m }.Select(halfUp.Apply));
        Assert.Equal([0.12m, -0.12m, 0.14m], new[] { 0.125m, -0.125m, 0.135m }.Select(halfEven.Apply));
    }

    [Fact]
    public void An_unknown_mode_is_refused_instead_of_rounding_somehow() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Rounding((RoundingMode)42, 2).Apply(1m));

    [Fact]
    public void A_rounded_value_is_within_one_unit_and_stays_when_rounded_again() =>
        Gen.Select(Gen.Decimal[-1_000_000m, 1_000_000m], Gen.Enum<RoundingMode>(), Gen.Int[0, 6]).Sample(
            (value, mode, scale) =>
            {
                var rounding = new Rounding(mode, scale);
                var once = rounding.Apply(value);
                var unit = 1m;
                for (var i = 0; i < scale; i++)
                {
                    unit /= 10m;
                }

                return Math.Abs(once - value) < unit && rounding.Apply(once) == once;
            });
}
