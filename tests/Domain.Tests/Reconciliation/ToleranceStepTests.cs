using CsCheck;
using DealerIntegration.Domain.Reconciliation;

namespace DealerIntegration.Domain.Tests.Reconciliation;

/// <summary>The indexed search against the plain one: all pairs, sorted, taken from the front.</summary>
public sealed class ToleranceStepTests
{
    private static readonly Gen<(int Day, int Cents)[]> Lines =
        Gen.Select(Gen.Int[1, 9], Gen.Int[100, 130]).Array[0, 25];

    [Fact]
    public void Finds_the_same_pairs_as_trying_them_all() =>
        Gen.Select(Lines, Lines, Gen.Int[0, 4], Gen.Int[0, 10], Gen.Enum<BookSide>()).Sample(
            (left, right, window, cents, of) =>
        {
            var tolerance = new Tolerance
            {
                Absolute = cents / 100m, Percent = 0.05m, DateWindowDays = window, PercentOf = of,
            };
            var (ours, theirs) = (Entries("o", left), Entries("t", right));
            var result = Sample.Run(
                Sample.Book(ours),
                Sample.Book(theirs),
                rules: Sample.Rules with { Steps = ["tolerance"], Tolerance = tolerance });
            Assert.Equal(
                Plain(ours, theirs, tolerance).Order(),
                result.Matches.Select(m => $"{m.Ours[0].Id}={m.Theirs[0].Id}").Order());
        });

    [Theory]
    [InlineData(1, 1_000_000)]
    [InlineData(1, 2)]
    public void Twenty_thousand_open_lines_a_side_cost_no_walk_through_all_pairs(int from, int to)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var result = Sample.Run(Many("o", from, to), Many("t", from, to), rules: ToleranceOnly);
        Assert.NotEmpty(result.Matches);

        // Far above what it takes, far below what trying all pairs would: minutes.
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"It took {clock.Elapsed}.");
    }

    private static readonly ReconciliationRules ToleranceOnly = Sample.Rules with { Steps = ["tolerance"] };

    private static DealerBook Many(string side, int from, int to)
    {
        var random = new Random(side[0]);
        return Sample.Book([.. Enumerable.Range(0, 20_000).Select(i => Sample.Entry(
            $"{side}{i}", random.Next(from, to) / 100m, "", date: $"2026-10-{1 + (i % 31):00}"))]);
    }

    private static IEnumerable<string> Plain(BookEntry[] ours, BookEntry[] theirs, Tolerance tolerance)
    {
        var (left, right) = (Ranked(ours), Ranked(theirs));
        var pairs =
            from o in Enumerable.Range(0, left.Length)
            from t in Enumerable.Range(0, right.Length)
            where tolerance.Admits(left[o].Amount, right[t].Amount) && tolerance.Admits(left[o].Date, right[t].Date)
            orderby Math.Abs(left[o].Amount - right[t].Amount),
                Math.Abs(left[o].Date.DayNumber - right[t].Date.DayNumber),
                Math.Min(o, t),
                Math.Max(o, t),
                o
            select (o, t);
        var (usedLeft, usedRight) = (new HashSet<int>(), new HashSet<int>());
        foreach (var (o, t) in pairs)
        {
            if (!usedLeft.Contains(o) && !usedRight.Contains(t))
            {
                usedLeft.Add(o);
                usedRight.Add(t);
                yield return $"{left[o].Id}={right[t].Id}";
            }
        }
    }

    private static BookEntry[] Ranked(BookEntry[] entries) =>
        [.. entries.OrderBy(e => e.Date).ThenBy(e => e.Amount).ThenBy(e => e.Id, StringComparer.Ordinal)];

    private static BookEntry[] Entries(string side, (int Day, int Cents)[] lines) =>
        [.. lines.Select((l, i) => Sample.Entry($"{side}{i}", l.Cents / 100m, "", date: $"2026-10-0{l.Day}"))];
}
