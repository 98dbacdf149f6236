using CsCheck;
using DealerIntegration.Domain.Diversion.Custody;
using DealerIntegration.Domain.Diversion.Events;

namespace DealerIntegration.Domain.Tests.Diversion.CustodyOverTime;

/// <summary>What holds for custody whatever happened to the goods.</summary>
public sealed class CustodyLawTests
{
    private static readonly int[] Hours = [.. Enumerable.Range(-1, 12)];

    [Fact]
    public void Is_what_a_replay_of_all_goods_from_the_beginning_comes_to() => Goods.Events.Sample(events =>
    {
        var book = CustodyBook.Of(events);
        var replay = new NaiveReplay(events);
        foreach (var (code, hour) in Questions())
        {
            var custody = book.At(code, Goods.Start.AddHours(hour));
            Assert.Equal(
                replay.At(code, Goods.Start.AddHours(hour)), (custody.State, custody.Dealer, custody.Since));
        }
    }, iter: 1_000);

    [Fact]
    public void Does_not_depend_on_the_order_of_arrival_nor_on_how_often_an_event_came() =>
        Gen.Select(Goods.Events, Gen.Int[0, int.MaxValue]).Sample((events, seed) =>
        {
            var random = new Random(seed);
            var other = events.Concat(events.Where(_ => random.Next(2) == 0)).ToArray();
            random.Shuffle(other);
            AssertSame(CustodyBook.Of(events), CustodyBook.Of(other));
        }, iter: 300);

    [Fact]
    public void A_corrected_event_leaves_the_state_it_would_have_had_if_it_had_come_right() =>
        Gen.Select(Goods.Events, Goods.Events).Sample((right, wrong) =>
        {
            var renamed = wrong.Select(e => e with { EventId = $"WRONG-{e.EventId}" }).ToList();
            var declared = renamed.Select(e => e with { DeclaresError = true });
            AssertSame(CustodyBook.Of(right), CustodyBook.Of([.. declared, .. right, .. renamed]));
        }, iter: 300);

    private static IEnumerable<(string Code, int Hour)> Questions() =>
        Goods.Codes.Append("NEVER").SelectMany(code => Hours.Select(hour => (code, hour)));

    private static void AssertSame(CustodyBook expected, CustodyBook actual)
    {
        foreach (var (code, hour) in Questions())
        {
            var instant = Goods.Start.AddHours(hour);
            Assert.Equivalent(expected.At(code, instant), actual.At(code, instant), strict: true);
        }

        Assert.Equivalent(expected.Problems(), actual.Problems(), strict: true);
        Assert.All(Goods.Codes, code => Assert.Equal(
            expected.LifeOf(code).Entries.Select(e => (e.Event.EventId, e.Unit)),
            actual.LifeOf(code).Entries.Select(e => (e.Event.EventId, e.Unit))));
    }
}
