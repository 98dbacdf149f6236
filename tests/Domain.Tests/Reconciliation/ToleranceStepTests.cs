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
        Gen.Select(Lines, Lines, Gen.Int[0, 4], Gen.Int[0, 10]).Sample((left, right, window, cents) =>
        {
            var tolerance = new Tolerance { Absolute = cents / 100m, Percent = 0.01m, DateWindowDays = window };
            var (ours, theirs) = (Entries("o", left), Entries("t", right));
            var result = Sample.Run(
                Sample.Book(ours),
                Sample.Book(theirs),
                rules: Sample.Rules with { Steps = ["tolerance"], Tolerance = tolerance });
            Assert.Equal(
                Plain(ours, theirs, tolerance).Order(),
                result.Matches.Select(m => $"{m.Ours[0].Id}={m.Theirs[0].Id}").Order());
        });

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
