using CsCheck;
using DealerIntegration.Domain.Reconciliation;
using static DealerIntegration.Domain.Tests.Reconciliation.Sample;

namespace DealerIntegration.Domain.Tests.Reconciliation.Steps;

/// <summary>The search by halves against trying every set, and its bounds.</summary>
public sealed class SubsetSumTests
{
    private static readonly ReconciliationRules Steps = Rules with { Steps = ["subsetSum"] };

    private static readonly Gen<(int Day, int Amount)[]> Lines =
        Gen.Select(Gen.Int[8, 12], Gen.OneOf(Gen.Int[1, 30], Gen.Int[-5, -1])).Array[0, 9];

    [Fact]
    public void Finds_for_one_line_what_trying_every_set_finds() =>
        Gen.Select(Lines, Gen.Int[-5, 60]).Sample((lines, wanted) =>
        {
            var result = Run(
                Book(Entry("o", wanted)),
                Book([.. lines.Select((l, i) => Entry($"t{i}", l.Amount, "", date: $"2026-10-{l.Day:00}"))]),
                rules: Steps);
            var best = Best(lines, wanted);
            Assert.Equal(
                best.Count == 1 ? best[0] : null,
                result.Matches.SingleOrDefault() is { } m
                    ? string.Join(' ', m.Theirs.Select(e => e.Id).Order())
                    : null);
            Assert.Equal(best.Count > 1 ? 1 : 0, result.Proposals.Count);
        });

    [Fact]
    public void A_match_says_its_sum_and_scores_lower_the_more_lines_it_takes()
    {
        var match = Assert.Single(Run(
            Book(Entry("o", 100m)),
            Book(Entry("a", 10m, ""), Entry("b", 20.5m, ""), Entry("c", 69.5m, "")), rules: Steps).Matches);
        Assert.Equal(0.65m, match.Score);
        Assert.StartsWith("100.00 = 10.00 + 20.50 + 69.50 (a, b, c)", match.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_that_the_bound_leaves_out_are_named_beside_a_match()
    {
        var rules = Steps with { SubsetSum = new SubsetSumRules { MaxCandidates = 2 } };
        var theirs = Book(
            Entry("a", 40m, ""), Entry("b", 60m, ""), Entry("c", 33m, "", date: "2026-10-12"));
        Assert.Contains(
            "1 lines of the window", Assert.Single(Run(Book(Entry("o", 100m)), theirs, rules: rules).Matches).Reason,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_search_that_was_cut_off_without_a_set_is_said()
    {
        var rules = Steps with { SubsetSum = new SubsetSumRules { MaxCandidates = 2 } };
        var result = Run(
            Book(Entry("o", 100m)),
            Book(Entry("a", 40m, ""), Entry("b", 50m, ""), Entry("c", 60m, "", date: "2026-10-12")), rules: rules);
        Assert.Empty(result.Matches);
        Assert.Contains("not every set was tried", Assert.Single(result.Proposals).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_set_with_more_lines_than_allowed_is_not_taken()
    {
        var rules = Steps with { SubsetSum = new SubsetSumRules { MaxLines = 2 } };
        Assert.Empty(Run(
            Book(Entry("o", 100m)),
            Book(Entry("a", 10m, ""), Entry("b", 20m, ""), Entry("c", 70m, "")), rules: rules).Matches);
    }

    [Fact]
    public void A_line_that_a_person_kept_apart_is_not_in_the_set()
    {
        var apart = new Decision(
            1, DecisionKind.KeepApart, ["o"], ["b"], 100m, 60m, null, "another delivery", "finance",
            new DateOnly(2026, 11, 3));
        var result = Run(
            Book(Entry("o", 100m)),
            Book(Entry("a", 40m, ""), Entry("b", 60m, ""), Entry("c", 60m, "", date: "2026-10-12")),
            null, Steps, apart);
        Assert.Equal(["a", "c"], Assert.Single(result.Matches).Theirs.Select(e => e.Id));
    }

    private static List<string> Best((int Day, int Amount)[] lines, int wanted)
    {
        var fitting = Enumerable.Range(0, 1 << lines.Length)
            .Select(bits => Enumerable.Range(0, lines.Length).Where(i => (bits & (1 << i)) != 0).ToList())
            .Where(set => set.Count is >= 2 and <= 6 && set.Sum(i => lines[i].Amount) == wanted)
            .Select(set => (
                Order: $"{set.Count}:{string.Join(',', set.Select(i => lines[i].Day).Order().Select(d => $"{d:00}"))}",
                Ids: string.Join(' ', set.Select(i => $"t{i}").Order())))
            .ToList();
        var best = fitting.Min(set => set.Order);
        return [.. fitting.Where(set => set.Order == best).Select(set => set.Ids)];
    }
}
