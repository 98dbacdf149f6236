using System.Diagnostics;
using DealerIntegration.Domain.Reconciliation;
using DealerIntegration.Domain.Reconciliation.Nearest;
using DealerIntegration.Domain.Reconciliation.Steps;
using static DealerIntegration.Domain.Tests.Reconciliation.Sample;

namespace DealerIntegration.Domain.Tests.Reconciliation;

public sealed class NearestLinesTests
{
    public static TheoryData<BookEntry, string, string, string, string?> Criteria => new()
    {
        { Line(100m, currency: "USD"), "currency", "CNY", "USD", null },
        { Line(100m, kind: EntryKind.Payment), "kind", "Invoice, positive", "Payment, positive", null },
        { Line(-100m), "kind", "Invoice, positive", "Invoice, negative", null },
        { Line(100.30m), "amount", "100.00", "100.30", "tolerance.absolute 0.05 -> 0.30" },
        { Line(100m, date: "2026-10-19"), "date", "2026-10-10", "2026-10-19", "tolerance.dateWindowDays 3 -> 9" },
        { Line(100.05m, date: "2026-10-01"), "date", "2026-10-10", "2026-10-01", "tolerance.dateWindowDays 3 -> 9" },
        {
            Line(90m, date: "2026-10-19"), "amount", "100.00", "90.00",
            "tolerance.absolute 0.05 -> 10.00 and tolerance.dateWindowDays 3 -> 9"
        },
        { Line(100m, date: "2026-12-31"), "date", "2026-10-10", "2026-12-31", null },
    };

    [Theory, MemberData(nameof(Criteria))]
    public void The_first_criterion_that_failed_stands_with_both_values_and_the_smallest_change(
        BookEntry theirs, string criterion, string ourValue, string theirValue, string? change)
    {
        var (ours, other) = Pair(Run(Book(Entry("90001", 100m)), Book(theirs)));
        Assert.Equal((criterion, ourValue, theirValue), (ours.Criterion, ours.OpenValue, ours.CandidateValue));
        Assert.Equal((criterion, theirValue, ourValue), (other.Criterion, other.OpenValue, other.CandidateValue));
        Assert.Equal((change, change), (ours.RuleChange, other.RuleChange));
        Assert.Equal(("row 9", "90001"), (ours.Candidate.Id, other.Candidate.Id));
    }

    [Fact]
    public void The_percentage_is_the_one_to_change_where_it_decided_rounded_up()
    {
        var rules = Rules with { Tolerance = Rules.Tolerance with { Percent = 0.001m } };
        var (ours, _) = Pair(Run(Book(Entry("90001", 321m)), Book(Line(322m)), rules: rules));
        Assert.Equal("tolerance.percent 0.001 -> 0.0032", ours.RuleChange);
    }

    [Fact]
    public void A_number_of_another_document_comes_before_the_amount()
    {
        var result = Run(
            Book(Entry("90001", 100m), Entry("90002", 100m)),
            Book(Entry("row 8", 100m, "90001"), Entry("row 9", 100.50m, "90001")));
        var found = Assert.Single(result.Breaks, b => b.Theirs?.Id == "row 9").Nearest[0];
        Assert.Equal(
            ("90002", "reference", "90001", "90002", null),
            (found.Candidate.Id, found.Criterion, found.OpenValue, found.CandidateValue, found.RuleChange));
    }

    [Fact]
    public void What_a_person_set_apart_names_the_decision()
    {
        var decision = new Decision(
            12, DecisionKind.KeepApart, ["90001"], ["row 9"], 100m, 100m, null, "two deliveries", "wang",
            new(2026, 11, 2));
        var (ours, _) = Pair(Run(Book(Entry("90001", 100m)), Book(Line(100m)), null, null, decision));
        Assert.Equal(("apart", "set apart by decision 12", null), (ours.Criterion, ours.OpenValue, ours.RuleChange));
    }

    [Fact]
    public void Several_lines_with_one_number_that_do_not_say_which_belong_are_counted()
    {
        var result = Run(
            Book(Entry("90001", 100m), Entry("90001b", 120m, "90001")),
            Book(Entry("row 9", 70m, "90001"), Entry("row 10", 80m, "90001")));
        Assert.Equal(4, result.Breaks.Count);
        Assert.All(result.Breaks.Select(b => b.Nearest[0]), miss => Assert.Equal(
            ("count", "90001, one of 2 lines", null), (miss.Criterion, miss.OpenValue, miss.RuleChange)));
    }

    [Fact]
    public void A_step_that_is_not_listed_is_the_change()
    {
        var rules = Rules with { Steps = ["exactKey"] };
        var (byKey, _) = Pair(Run(Book(Entry("90001", 100m)), Book(Entry("row 9", 100m, "inv 90001")), rules: rules));
        Assert.Equal(("steps", "steps exactKey -> exactKey, normalisedKey"), (byKey.Criterion, byKey.RuleChange));
        var (byAmount, _) = Pair(Run(Book(Entry("90001", 100m)), Book(Line(100m)), rules: rules));
        Assert.Equal(("steps", "steps exactKey -> exactKey, tolerance"), (byAmount.Criterion, byAmount.RuleChange));
    }

    [Fact]
    public void A_number_with_a_typing_error_needs_a_text_tolerance()
    {
        Assert.SkipUnless(MatchSteps.Knows("textReference"), "No step compares texts.");
        var rules = Rules with { Steps = ["exactKey", "textReference", "tolerance"] };
        var typo = Entry("row 9", 100m, "90007", date: "2026-10-29");
        var (ours, _) = Pair(Run(Book(Entry("90001", 100m)), Book(typo), rules: rules));
        Assert.Equal(("date", "textTolerancePercent 0 -> 20"), (ours.Criterion, ours.RuleChange));
    }

    [Fact]
    public void At_most_three_candidates_the_nearest_first()
    {
        var result = Run(
            Book(Entry("90001", 100m)),
            Book(
                Line(160m) with { Id = "far" },
                Line(100m, currency: "USD") with { Id = "foreign" },
                Line(101m) with { Id = "near" },
                Line(100m, date: "2026-10-20") with { Id = "late" },
                Line(98m) with { Id = "below" }));
        Assert.Equal(
            ["late", "near", "below"],
            Assert.Single(result.Breaks, b => b.Ours is not null).Nearest.Select(miss => miss.Candidate.Id));
    }

    [Fact]
    public void A_line_with_the_same_number_is_the_nearest_whatever_its_amount()
    {
        var result = Run(
            Book(Entry("90001", 100m)),
            Book(Entry("row 9", 14m, "90001", currency: "USD"), Line(100.10m) with { Id = "near" }));
        Assert.Equal(
            ["row 9", "near"],
            Assert.Single(result.Breaks, b => b.Ours is not null).Nearest.Select(miss => miss.Candidate.Id));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(50)]
    [InlineData(20_000)]
    public void A_line_looks_at_few_others_however_many_are_open(int amounts)
    {
        // Nothing matches: every amount differs by half, and no number is known to the other side.
        var ours = Enumerable.Range(0, 20_000)
            .Select(i => Entry($"o{i}", 100m + (i % amounts), date: Day(i))).ToArray();
        var theirs = Enumerable.Range(0, 20_000)
            .Select(i => Entry($"t{i}", 100.50m + (i % amounts), date: Day(i * 7))).ToArray();
        var workspace = new Workspace(Book(ours), Book(theirs), Rules, []);
        var open = new UnmatchedLines(workspace.Theirs, item => item.Rank % 2 == 0);
        var most = workspace.Ours.Max(item => open.Around(item, 3).Count);
        Assert.InRange(most, 3, 18);

        var watch = Stopwatch.StartNew();
        var nearest = new NearestLines(workspace);
        Assert.All(workspace.Ours, item => Assert.Equal(3, nearest.To(item, BookSide.Ours).Count));
        TestContext.Current.TestOutputHelper?.WriteLine($"{amounts} amounts: {watch.ElapsedMilliseconds} ms");
    }

    private static string Day(int i) => $"2026-10-{(i % 31) + 1:00}";

    private static (NearMiss Ours, NearMiss Theirs) Pair(ReconciliationResult result) => (
        Assert.Single(Assert.Single(result.Breaks, b => b.Ours is not null).Nearest),
        Assert.Single(Assert.Single(result.Breaks, b => b.Theirs is not null).Nearest));

    private static BookEntry Line(
        decimal amount, EntryKind kind = EntryKind.Invoice, string date = "2026-10-10", string currency = "CNY") =>
        Entry("row 9", amount, "", kind, date, currency);
}
