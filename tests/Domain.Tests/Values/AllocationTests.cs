using CsCheck;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Tests.Values;

public sealed class AllocationTests
{
    private static readonly Gen<decimal> Weight = Gen.Int[0, 100_000].Select(n => n / 1000m);

    private static readonly Gen<decimal> SignedWeight = Gen.Int[-100_000, 100_000].Select(n => n / 1000m);

    private static readonly Gen<decimal> Total = Gen.Int[-1_000_000, 1_000_000].Select(n => n / 100m);

    [Fact]
    public void Shares_add_up_to_the_total_and_are_less_than_a_unit_from_the_exact_proportion() =>
        Gen.Select(Total, Weight.Array[1, 20]).Where((_, weights) => weights.Sum() > 0m).Sample((total, weights) =>
        {
            var shares = Allocation.Allocate(total, weights, 2);
            var sum = weights.Sum();
            Assert.Equal(total, shares.Sum());
            Assert.All(shares.Zip(weights), pair =>
            {
                Assert.True(Math.Abs((pair.First * sum) - (total * pair.Second)) < 0.01m * sum);
                Assert.True(pair.Second != 0m || pair.First == 0m);
            });
        });

    [Fact]
    public void Returns_among_the_weights_keep_the_sum_and_the_sign_of_their_share() =>
        Gen.Select(Total, SignedWeight.Array[1, 20]).Where((_, weights) => weights.Sum() != 0m).Sample(
            (total, weights) =>
            {
                var shares = Allocation.Allocate(total, weights, 2);
                var sum = weights.Sum();
                Assert.Equal(total, shares.Sum());
                Assert.All(shares.Zip(weights), pair => Assert.True(
                    Math.Abs((pair.First * sum) - (total * pair.Second)) < 0.01m * Math.Abs(sum)));
            });

    [Fact]
    public void A_reversal_is_the_mirror_image() =>
        Gen.Select(Total, SignedWeight.Array[1, 20]).Where((_, weights) => weights.Sum() != 0m).Sample(
            (total, weights) => Assert.Equal(
                Allocation.Allocate(total, weights, 2).Select(share => -share),
                Allocation.Allocate(-total, weights, 2)));

    [Fact]
    public void Weights_beyond_64_bits_are_split_like_the_same_proportions_within() =>
        Gen.Select(Total, SignedWeight.Array[1, 20]).Where((_, weights) => weights.Sum() != 0m).Sample(
            (total, weights) => Assert.Equal(
                Allocation.Allocate(total, weights, 2),
                Allocation.Allocate(total, [.. weights.Select(w => w * 1_000_000_000_000_000_000m)], 2)));

    [Fact]
    public void Products_beyond_64_bits_are_split_like_the_same_proportions_within() =>
        Gen.Select(Total, SignedWeight.Array[1, 20]).Where((_, weights) => weights.Sum() != 0m).Sample(
            (total, weights) => Assert.Equal(
                Allocation.Allocate(total, weights, 2),
                Allocation.Allocate(total, [.. weights.Select(w => w * 1_000_000_000_000m)], 2)));

    [Fact]
    public void A_return_takes_back_its_part_at_the_same_rate() =>
        Assert.Equal([10m, -2m, 2m], Allocation.Allocate(10m, [100m, -20m, 20m], 2));

    [Fact]
    public void Weights_that_cancel_out_are_refused_unless_there_is_nothing_to_split()
    {
        Assert.Throws<ArgumentException>(() => Allocation.Allocate(1m, [0m, 0m], 2));
        Assert.Throws<ArgumentException>(() => Allocation.Allocate(1m, [5m, -5m], 2));
        Assert.Throws<ArgumentException>(() => Allocation.Allocate(1m, [], 2));
        Assert.Equal([0m, 0m], Allocation.Allocate(0m, [0m, 0m], 2));
    }

    [Fact]
    public void A_total_finer_than_the_scale_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => Allocation.Allocate(0.125m, [1m, 1m], 2));
        Assert.Contains("0.125", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_of_very_different_magnitude_lose_nothing() =>
        Assert.Equal(
            [100_000_000_000_000m, 0m],
            Allocation.Allocate(100_000_000_000_000m, [79_228_162_514_264_337_593_543_950_335m, 0.0000000001m], 2));
}
