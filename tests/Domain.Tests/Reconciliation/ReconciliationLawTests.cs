using System.Text.Json;
using CsCheck;
using DealerIntegration.Domain.Reconciliation;

namespace DealerIntegration.Domain.Tests.Reconciliation;

public sealed class ReconciliationLawTests
{
    private static readonly ReconciliationRules Rules = Sample.Rules with
    {
        Steps =
        [
            "exactKey", "normalisedKey", "sharedReference", "textReference", "tolerance", "paymentAllocation",
            "subsetSum",
        ],
        AcceptNamedPayment = true,
        TextTolerancePercent = 16,
    };

    [Fact]
    public void The_stated_difference_is_the_explained_breaks_plus_the_residual() =>
        RandomBooks.Any.Sample(books =>
        {
            var result = Run(books);
            var caused = result.Breaks.Where(b => b.Cause is not null).Sum(b => b.Effect);
            Assert.Equal(books.Theirs.ClosingBalance - books.Ours.ClosingBalance, caused + result.Residual);
            Assert.Equal(caused, result.Explained.Values.Sum());
            Assert.Equal(result.Residual, result.AdjustedTheirs - result.AdjustedOurs);
        });

    [Fact]
    public void The_lines_of_both_books_differ_by_the_amounts_of_the_breaks() =>
        RandomBooks.Any.Sample(books => Assert.Equal(
            books.TheirLines.Sum(e => e.Amount) - books.OurLines.Sum(e => e.Amount),
            Run(books).Breaks.Sum(b => b.Amount)));

    [Fact]
    public void Every_line_is_matched_once_or_stands_in_a_break() =>
        RandomBooks.Any.Sample(books =>
        {
            var result = Run(books);
            var matched = result.Matches.SelectMany(m => m.Ours.Concat(m.Theirs)).Select(e => e.Id);
            var missing = result.Breaks
                .Where(b => b.Kind != BreakKind.Unequal)
                .Select(b => b.Kind == BreakKind.MissingInTheirs ? b.Ours!.Id : b.Theirs!.Id);
            Assert.Equal(
                books.OurLines.Concat(books.TheirLines).Select(e => e.Id).Order(),
                matched.Concat(missing).Order());
        });

    [Fact]
    public void A_cause_stands_on_evidence_and_names_a_document() =>
        RandomBooks.Any.Sample(books => Assert.All(
            Run(books).Breaks,
            found => Assert.Equal(
                (found.Cause is not null, found.Cause is not null),
                (!string.IsNullOrEmpty(found.Evidence), found.Documents.Count > 0))));

    [Fact]
    public void The_order_of_the_lines_decides_nothing() =>
        Gen.Select(RandomBooks.Any, Gen.Int).Sample(
            (books, seed) => Assert.Equal(Text(Run(books)), Text(Run(books.Shuffled(seed)))));

    [Fact]
    public void Running_again_gives_the_same_result() =>
        RandomBooks.Any.Sample(books => Assert.Equal(Text(Run(books)), Text(Run(books))));

    [Fact]
    public void Swapping_the_books_mirrors_matches_and_proposals() =>
        RandomBooks.Any.Sample(books =>
        {
            var (there, back) = (
                Run(books, WithPercent(BookSide.Ours)), Run(books.Swapped(), WithPercent(BookSide.Theirs)));
            Assert.Equal(
                there.Matches.Select(m => m.Step + Pair(m.Ours, m.Theirs)).Order(),
                back.Matches.Select(m => m.Step + Pair(m.Theirs, m.Ours)).Order());
            Assert.Equal(
                there.Proposals.Select(p => p.Step + Pair(p.Ours, p.Theirs)).Order(),
                back.Proposals.Select(p => p.Step + Pair(p.Theirs, p.Ours)).Order());
        });

    [Fact]
    public void No_step_matches_a_pair_that_was_kept_apart() =>
        RandomBooks.Any.Sample(books =>
        {
            var matches = Run(books).Matches.Where(m => m.Step != "decision").ToList();
            foreach (var apart in books.Decisions.Where(d => d.Kind == DecisionKind.KeepApart))
            {
                Assert.DoesNotContain(
                    matches,
                    m => m.Ours.Any(e => e.Id == apart.OurIds[0]) && m.Theirs.Any(e => e.Id == apart.TheirIds[0]));
            }
        });

    [Fact]
    public void What_was_decided_last_about_a_line_is_matched() =>
        RandomBooks.Any.Sample(books =>
        {
            var decided = Run(books).Matches.Where(m => m.Step == "decision").Select(m => Pair(m.Ours, m.Theirs));
            var last = books.Decisions.Where(d => d.Kind == DecisionKind.Match).LastOrDefault();
            if (last is not null)
            {
                Assert.Contains($"{last.OurIds[0]}={last.TheirIds[0]}", decided);
            }
        });

    [Fact]
    public void What_is_proposed_stays_open() =>
        RandomBooks.Any.Sample(books =>
        {
            var result = Run(books);
            var matched = result.Matches.SelectMany(m => m.Ours.Concat(m.Theirs)).Select(e => e.Id).ToHashSet();
            var waiting = result.Proposals
                .Where(p => !p.Reason.Contains("amounts do not agree", StringComparison.Ordinal))
                .SelectMany(p => p.Ours.Concat(p.Theirs));
            Assert.DoesNotContain(waiting, e => matched.Contains(e.Id));
        });

    private static string Pair(IReadOnlyList<BookEntry> ours, IReadOnlyList<BookEntry> theirs) =>
        $"{string.Join('+', ours.Select(e => e.Id))}={string.Join('+', theirs.Select(e => e.Id))}";

    private static ReconciliationResult Run(RandomBooks books, ReconciliationRules? rules = null) =>
        Reconciler.Reconcile(
            books.Ours, books.Theirs, books.Evidence, rules ?? Rules, Sample.October, books.Decisions);

    private static ReconciliationRules WithPercent(BookSide of) => Rules with
    {
        Tolerance = Rules.Tolerance with { Percent = 0.05m, PercentOf = of },
    };

    private static string Text(ReconciliationResult result) => JsonSerializer.Serialize(result);
}
