using DealerIntegration.Domain.Diversion;
using DealerIntegration.Domain.Diversion.Custody;
using DealerIntegration.Domain.Tests.Golden;

namespace DealerIntegration.Domain.Tests.Diversion.Signals;

/// <summary>One code on several goods: golden cases D1 and D2.</summary>
public sealed class CloneTests
{
    private static readonly (string Latitude, string Longitude) Beijing = ("39.9042", "116.4074");
    private static readonly (string Latitude, string Longitude) Guangzhou = ("23.1291", "113.2644");
    private static readonly (string Latitude, string Longitude) Shanghai = ("31.2304", "121.4737");
    private static readonly (string Latitude, string Longitude) Hangzhou = ("30.2741", "120.1551");

    [Theory]
    [InlineData("Beijing–Guangzhou", 60, true)]
    [InlineData("Beijing–Guangzhou", 180, false)]
    [InlineData("Beijing–Guangzhou", 0, true)]
    [InlineData("Shanghai–Hangzhou", 30, false)]
    public void Two_scans_farther_apart_than_anything_travels_are_two_goods(string way, int minutes, bool cloned)
    {
        var (from, to) = way == "Beijing–Guangzhou" ? (Beijing, Guangzhou) : (Shanghai, Hangzhou);
        var verdicts = Judge(At("E1", 0, from), At("E2", minutes, to));
        Assert.All(verdicts, v => Assert.Equal(cloned, v.Verdict == Verdict.Cloned));
        if (cloned)
        {
            Assert.All(verdicts, v => Assert.Equal("clone-travel", v.DecidedBy));
            Assert.Contains(
                verdicts[0].Evidence,
                e => e.Text.English.Contains("E1 and E2: 1889 km apart", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Without_positions_the_signal_is_silent() => Assert.All(
        Judge(At("E1", 0, Beijing) with { Latitude = null, Longitude = null }, At("E2", 1, Guangzhou)),
        v => Assert.NotEqual(Verdict.Cloned, v.Verdict));

    [Fact]
    public void Phones_in_one_city_are_not_exact() =>
        Assert.All(
            Judge(At("E1", 0, ("30.27", "120.15")), At("E2", 0, ("30.30", "120.30"))),
            v => Assert.NotEqual(Verdict.Cloned, v.Verdict));

    [Fact]
    public void What_else_is_read_outside_of_a_cloned_code_counts_against_nobody()
    {
        var verdicts = Judge(
            At("E1", 0, Beijing), At("E2", 60, Guangzhou), At("E3", 6_000, ("", "")) with { AreaCode = "510104" },
            At("E4", 7_000, ("", "")) with { AreaCode = "330106" });
        Assert.Equal(
            [Verdict.Cloned, Verdict.Cloned, Verdict.Cloned, Verdict.Clean], verdicts.Select(v => v.Verdict));
        Assert.Empty(World.Gather(verdicts));
    }

    [Theory]
    [InlineData(11, 6, true)]
    [InlineData(10, 6, false)]
    [InlineData(11, 5, false)]
    public void More_than_ten_scans_on_more_than_five_devices_are_several_goods(int scans, int devices, bool cloned)
    {
        var verdicts = Judge([.. Enumerable.Range(0, scans).Select(i =>
            World.Scan(
                $"E{i}", "C1", "440106", ScanActor.Consumer, $"2026-10-20T10:{i:00}:00+08:00",
                device: $"APP-{i % devices}"))]);
        Assert.All(verdicts, v => Assert.Equal(
            cloned ? (Verdict.Cloned, "clone-spread") : (Verdict.Explained, "consumer-travel"),
            (v.Verdict, v.DecidedBy)));
    }

    [Fact]
    public void The_same_event_twice_is_one_scan() =>
        Assert.All(
            Judge([.. Enumerable.Range(0, 60).Select(i =>
                World.Scan($"E{i % 9}", "C1", "330106", device: $"APP-{i % 9}"))]),
            v => Assert.Equal(Verdict.Clean, v.Verdict));

    private static IReadOnlyList<ScanVerdict> Judge(params Scan[] scans) => DiversionMatcher.JudgeCode(
        scans, scan => World.Held(scan.Code), World.Territories(), World.Rules);

    private static Scan At(string id, int minutes, (string Latitude, string Longitude) place)
    {
        var scan = World.Scan(id, "C1", "440106");
        return scan with
        {
            ScannedAt = scan.ScannedAt.AddMinutes(minutes),
            Latitude = place.Latitude.Length == 0 ? null : GoldenFile.Number(place.Latitude),
            Longitude = place.Longitude.Length == 0 ? null : GoldenFile.Number(place.Longitude),
        };
    }
}
