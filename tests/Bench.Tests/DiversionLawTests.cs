using System.Text.RegularExpressions;
using DealerIntegration.Bench.Soak.Diversion;
using DealerIntegration.Domain.Diversion;

namespace DealerIntegration.Bench.Tests;

/// <summary>What must not matter to a market of a month: order, repetition, and errors that were corrected.</summary>
public sealed partial class DiversionLawTests
{
    private static readonly Geography Country = Geography.Load();

    private static IEnumerable<int> Seeds => Enumerable.Range(1, 8);

    [Fact]
    public void The_order_in_which_events_and_scans_come_is_irrelevant() => Assert.All(Seeds, seed =>
    {
        var world = WorldBuilder.Build(seed, Country);
        var events = world.Events.ToArray();
        var scans = world.Scans.ToArray();
        new Random(seed).Shuffle(events);
        new Random(seed).Shuffle(scans);
        Assert.Equal(
            Written(world, DiversionProof.Judge(world, world.Events, world.Scans)),
            Written(world, DiversionProof.Judge(world, events, scans)));
    });

    [Fact]
    public void Everything_delivered_twice_changes_nothing() => Assert.All(Seeds, seed =>
    {
        var world = WorldBuilder.Build(seed, Country);
        Assert.Equal(
            Written(world, DiversionProof.Judge(world, world.Events, world.Scans)),
            Written(world, DiversionProof.Judge(
                world, world.Events.Concat(world.Events), world.Scans.Concat(world.Scans))));
    });

    [Fact]
    public void What_was_corrected_is_as_if_it_had_come_right_at_first() => Assert.All(Seeds, seed =>
    {
        var world = WorldBuilder.Build(seed, Country);
        Assert.NotEmpty(world.Retracted);
        Assert.Equal(
            Written(world, DiversionProof.Judge(world, world.Events, world.Scans)),
            Written(world, DiversionProof.Judge(
                world, world.Events.Where(e => !world.Retracted.Contains(e)), world.Scans)));
    });

    [Fact]
    public void About_one_record_in_ten_is_wrong()
    {
        var figures = Seeds.Select(DiversionProof.Run).ToList();
        Assert.InRange(
            figures.Sum(f => f["wrong records"]) * 100m / figures.Sum(f => f["records"]), 9m, 12m);
    }

    [Fact]
    public void What_was_weighed_has_the_same_figures_in_both_languages() => Assert.All(Seeds, seed =>
    {
        var world = WorldBuilder.Build(seed, Country);
        var verdicts = DiversionProof.Judge(world, world.Events, world.Scans);
        var told = verdicts.SelectMany(v => v.Evidence)
            .Concat(DiversionProof.Gather(world, verdicts).SelectMany(c => c.Evidence)).Select(e => e.Text).Distinct();
        Assert.All(told, text => Assert.Equal(Figures(text.English), Figures(text.Chinese)));
    });

    // In whatever order: the languages put them differently.
    private static IEnumerable<string> Figures(string text) =>
        Figure().Matches(text).Select(match => match.Value).Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\d[\d,.:-]*\d|\d")]
    private static partial Regex Figure();

    // Records compare their lists by reference; written out, everything counts.
    private static IEnumerable<string> Written(MarketWorld world, IReadOnlyList<ScanVerdict> verdicts) =>
    [
        .. verdicts.Select(v => string.Join(
            '|',
            v with { Evidence = [], Custody = v.Custody with { EventIds = [] } },
            string.Join(' ', v.Custody.EventIds),
            string.Join('\n', v.Evidence))),
        .. DiversionProof.Gather(world, verdicts).Select(c => string.Join(
            '|', c with { Evidence = [], EventIds = [] }, string.Join(' ', c.EventIds), string.Join('\n', c.Evidence))),
    ];
}
