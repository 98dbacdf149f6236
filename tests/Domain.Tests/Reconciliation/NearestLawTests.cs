using System.Globalization;
using System.Text.Json;
using CsCheck;
using DealerIntegration.Domain.Reconciliation;
using DealerIntegration.Domain.Reconciliation.Steps;

namespace DealerIntegration.Domain.Tests.Reconciliation;

public sealed class NearestLawTests
{
    private static readonly string[][] Steps =
    [
        ["exactKey", "normalisedKey", "sharedReference", "tolerance"],
        ["exactKey"],
        ["tolerance"],
        ["sharedReference"],
        MatchSteps.Knows("textReference") ? ["exactKey", "textReference", "tolerance"] : ["normalisedKey"],
    ];

    private static readonly Gen<ReconciliationRules> AnyRules =
        from absolute in Gen.Int[0, 20]
        from permille in Gen.Int[0, 3]
        from days in Gen.Int[0, 5]
        from steps in Gen.Int[0, Steps.Length - 1]
        select Sample.Rules with
        {
            Steps = Steps[steps],
            Tolerance = new Tolerance { Absolute = absolute / 100m, Percent = permille / 1000m, DateWindowDays = days },
        };

    [Fact]
    public void The_named_change_of_the_rules_matches_the_two_lines_and_the_rules_as_they_are_do_not() =>
        Gen.Select(RandomBooks.Any, AnyRules).Sample((books, rules) =>
        {
            foreach (var found in Run(books, rules).Breaks)
            {
                foreach (var miss in found.Nearest.Where(miss => miss.RuleChange is not null))
                {
                    var (ours, theirs) = found.Ours is { } open && found.Theirs is null
                        ? (open, miss.Candidate)
                        : (miss.Candidate, found.Theirs!);
                    Assert.False(Matches(ours, theirs, rules), $"{miss} needs no change");
                    Assert.True(Matches(ours, theirs, Changed(rules, miss.RuleChange!)), $"{miss} does not match");
                    Assert.All(Smaller(rules, miss.RuleChange!), less => Assert.False(
                        Matches(ours, theirs, less), $"{miss} is not the smallest"));
                }
            }
        });

    [Fact]
    public void Every_open_line_has_as_many_candidates_as_there_are_up_to_three() =>
        RandomBooks.Any.Sample(books =>
        {
            var result = Run(books, Sample.Rules);
            var matched = result.Matches.SelectMany(m => m.Ours.Concat(m.Theirs)).Select(e => e.Id).ToHashSet();
            var (ours, theirs) = (Open(books.Ours), Open(books.Theirs));
            Assert.All(
                result.Breaks.Where(b => b.Kind != BreakKind.Unequal),
                b => Assert.Equal(Math.Min(3, b.Kind == BreakKind.MissingInOurs ? ours : theirs), b.Nearest.Count));

            int Open(DealerBook book) => book.Entries.Concat(book.Carried).Count(e => !matched.Contains(e.Id));
        });

    [Fact]
    public void The_order_of_the_lines_does_not_choose_the_candidates() =>
        Gen.Select(RandomBooks.Any, AnyRules, Gen.Int).Sample((books, rules, seed) => Assert.Equal(
            Text(Run(books, rules)), Text(Run(books.Shuffled(seed), rules))));

    private static bool Matches(BookEntry ours, BookEntry theirs, ReconciliationRules rules) => Reconciler.Reconcile(
        Alone(ours), Alone(theirs), Evidence.None, rules, Sample.October).Matches.Count > 0;

    private static DealerBook Alone(BookEntry entry) =>
        new("D001", "CNY", 0m, 0m, [entry], []);

    private static ReconciliationRules Changed(ReconciliationRules rules, string change) =>
        change.Split(" and ").Aggregate(rules, Apply);

    private static ReconciliationRules Apply(ReconciliationRules rules, string change)
    {
        var name = change[..change.IndexOf(' ', StringComparison.Ordinal)];
        var value = change.Split(" -> ")[1];
        return name switch
        {
            "tolerance.absolute" => rules with { Tolerance = rules.Tolerance with { Absolute = Number(value) } },
            "tolerance.percent" => rules with { Tolerance = rules.Tolerance with { Percent = Number(value) } },
            "tolerance.dateWindowDays" => rules with
            {
                Tolerance = rules.Tolerance with { DateWindowDays = (int)Number(value) },
            },
            "textTolerancePercent" => rules with { TextTolerancePercent = (int)Number(value) },
            "steps" => rules with { Steps = value.Split(", ") },
            _ => throw new ArgumentException($"'{name}' is not a member of the rule file."),
        };
    }

    // One step less of each number that changes: a cent, a ten-thousandth, a day.
    private static IEnumerable<ReconciliationRules> Smaller(ReconciliationRules rules, string change)
    {
        var changed = Changed(rules, change);
        if (changed.Tolerance.Absolute > rules.Tolerance.Absolute)
        {
            yield return With(changed, changed.Tolerance with { Absolute = changed.Tolerance.Absolute - 0.01m });
        }

        if (changed.Tolerance.Percent > rules.Tolerance.Percent)
        {
            yield return With(changed, changed.Tolerance with { Percent = changed.Tolerance.Percent - 0.0001m });
        }

        if (changed.Tolerance.DateWindowDays > rules.Tolerance.DateWindowDays)
        {
            yield return With(
                changed, changed.Tolerance with { DateWindowDays = changed.Tolerance.DateWindowDays - 1 });
        }
    }

    private static ReconciliationRules With(ReconciliationRules rules, Tolerance tolerance) =>
        rules with { Tolerance = tolerance };

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    private static ReconciliationResult Run(RandomBooks books, ReconciliationRules rules) =>
        Reconciler.Reconcile(books.Ours, books.Theirs, Evidence.None, rules, Sample.October);

    private static string Text(ReconciliationResult result) => JsonSerializer.Serialize(result);
}
