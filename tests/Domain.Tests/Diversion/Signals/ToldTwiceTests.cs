using DealerIntegration.Domain.Diversion;

namespace DealerIntegration.Domain.Tests.Diversion.Signals;

/// <summary>One scan that two sources tell of under ids of their own counts once.</summary>
public sealed class ToldTwiceTests
{
    private const string Away = "440106";

    [Theory]
    [InlineData("2026-10-20T10:00:00+08:00", "shop 1", "PDA-1", Away, true)]
    [InlineData("2026-10-20T02:00:00.7Z", null, "PDA-1", Away, true)]
    [InlineData("2026-10-20T10:00:00+08:00", "shop 1", "another name of it", "440103", true)]
    [InlineData("2026-10-20T10:00:01+08:00", "shop 1", "PDA-1", Away, false)]
    [InlineData("2026-10-20T10:00:00+08:00", "shop 2", "PDA-2", Away, false)]
    [InlineData("2026-10-20T10:00:00+08:00", null, null, Away, false)]
    [InlineData("2026-10-20T10:00:00+08:00", "shop 2", "PDA-1", "440300", false)]
    public void The_same_second_and_place_or_device_in_one_city_is_one_scan(
        string at, string? place, string? device, string area, bool isOne)
    {
        var first = World.Scan("E1", "C1", Away, place: "shop 1", device: "PDA-1");
        var verdicts = Judge(first, World.Scan("F1", "C1", area, at: at, place: place, device: device));
        Assert.Equal((Verdict.Diverted, "outside-territory"), (verdicts[0].Verdict, verdicts[0].DecidedBy));
        Assert.Equal(
            isOne ? (Verdict.Explained, "told-twice") : (Verdict.Diverted, "outside-territory"),
            (verdicts[1].Verdict, verdicts[1].DecidedBy));
        Assert.Equal(isOne, Tells(verdicts[0], "F1"));
        Assert.Equal(isOne, Tells(verdicts[1], "E1"));
    }

    [Fact]
    public void Told_twice_it_makes_nobody_surer()
    {
        var first = World.Scan("E1", "C1", Away, place: "shop 1", device: "PDA-1");
        var alone = Assert.Single(Judge(first));
        var told = Judge(first, first with { EventId = "F1", Device = "the shop's own name for it" })[0];
        Assert.Equal(alone.Confidence, told.Confidence);

        // A second device of its own does.
        var other = first with { EventId = "F2", Device = "PDA-2", ScannedAt = first.ScannedAt.AddHours(1) };
        Assert.True(Judge(first, other)[0].Confidence > alone.Confidence);
    }

    [Fact]
    public void A_case_counts_its_source_once_whatever_order_the_events_come_in()
    {
        var scans = Enumerable.Range(1, 4)
            .Select(i => World.Scan(
                $"E{i}", $"C{i}", Away, at: $"2026-10-20T1{i}:00:00+08:00", place: "shop 1", device: "PDA-1"))
            .ToList();
        var twice = scans.Select(s => s with { EventId = $"F{s.EventId}", Device = null }).ToList();
        var expected = Assert.Single(World.Gather(scans.SelectMany(s => Judge(s))));
        foreach (var told in new[] { scans.Zip(twice), twice.Zip(scans) })
        {
            var found = Assert.Single(World.Gather(told.SelectMany(t => Judge(t.First, t.Second))));
            Assert.Equal((1, 1, 4), (found.Sources, found.Spots, found.Codes));
            Assert.Equal(
                (expected.Sources, expected.Spots, expected.Codes, expected.Confidence, expected.Severity),
                (found.Sources, found.Spots, found.Codes, found.Confidence, found.Severity));
        }
    }

    [Fact]
    public void Many_retellings_are_no_sign_of_a_copied_code()
    {
        var scans = Enumerable.Range(0, 40)
            .Select(i => World.Scan(
                $"E{i:00}", "C1", Away, at: $"2026-10-20T10:0{i % 4}:00+08:00", place: "shop 1",
                device: $"APP-{i / 4}"))
            .ToArray();
        Assert.All(Judge(scans), v => Assert.NotEqual(Verdict.Cloned, v.Verdict));
    }

    [Fact]
    public void At_home_it_is_as_clean_as_once()
    {
        var scan = World.Scan("E1", "C1", "330106", place: "shop 1", device: "PDA-1");
        Assert.All(Judge(scan, scan with { EventId = "F1" }), v => Assert.Equal(Verdict.Clean, v.Verdict));
    }

    private static IReadOnlyList<ScanVerdict> Judge(params Scan[] scans) => DiversionMatcher.JudgeCode(
        scans, scan => World.Held(scan.Code), World.Territories(), World.Rules);

    private static bool Tells(ScanVerdict verdict, string other) =>
        verdict.Evidence.Any(e => e.Text.English.Contains($"Event {other} tells", StringComparison.Ordinal));
}
