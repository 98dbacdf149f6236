using CsCheck;
using DealerIntegration.Domain.Reconciliation.Clearing;

namespace DealerIntegration.Domain.Tests.Reconciliation.Clearing;

public sealed class AgeBandTests
{
    private static readonly Gen<int[]> Starts =
        Gen.Int[1, 120].HashSet[0, 6].Select(days => days.Append(0).Order().ToArray());

    [Theory]
    [InlineData("0-30 31-60 61-90 over 90", 0, 31, 61, 91)]
    [InlineData("0-0 1-7 over 7", 0, 1, 8)]
    [InlineData("all", 0)]
    public void A_band_is_named_by_its_days(string names, params int[] starts) =>
        Assert.Equal(names, string.Join(' ', AgeBand.Starting(starts).Select(band => band.Name)));

    [Fact]
    public void Every_age_falls_into_one_band() => Starts.Sample(starts =>
    {
        var bands = AgeBand.Starting(starts);
        Assert.All(Enumerable.Range(0, 130), days => Assert.Single(bands, band => band.Holds(days)));
    });

    [Theory]
    [InlineData]
    [InlineData(31)]
    [InlineData(-1, 31)]
    [InlineData(0, 31, 31)]
    [InlineData(0, 61, 31)]
    public void Bands_that_leave_a_gap_or_overlap_are_refused(params int[] starts) =>
        Assert.Throws<ArgumentException>(() => AgeBand.Starting(starts));
}
