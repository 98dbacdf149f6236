using System.Text.Json;
using CsCheck;
using DealerIntegration.Domain.Reconciliation;

namespace DealerIntegration.Domain.Tests.Reconciliation.Causes;

public sealed class CauseLawTests
{
    private static readonly ReconciliationRules Rules = Sample.Rules with { AcceptNamedPayment = true };

    [Fact]
    public void The_breaks_are_the_difference_of_the_lines_and_of_what_was_carried_over() =>
        RandomCases.Any.Sample(cases => Assert.Equal(
            Lines(cases.Theirs) - Lines(cases.Ours), Run(cases).Breaks.Sum(b => b.Amount)));

    [Fact]
    public void The_stated_difference_is_the_explained_breaks_plus_the_residual() =>
        RandomCases.Any.Sample(cases =>
        {
            var result = Run(cases);
            var caused = result.Breaks.Where(b => b.Cause is not null).Sum(b => b.Effect);
            Assert.Equal(cases.Theirs.ClosingBalance - cases.Ours.ClosingBalance, caused + result.Residual);
            Assert.Equal(result.Residual, result.AdjustedTheirs - result.AdjustedOurs);
        });

    [Fact]
    public void A_cause_stands_on_evidence_and_names_a_document() =>
        RandomCases.Any.Sample(cases => Assert.All(Run(cases).Breaks, found =>
        {
            Assert.Equal(found.Cause is not null, !string.IsNullOrEmpty(found.Evidence));
            Assert.Equal(found.Cause is not null, found.Documents.Count > 0 && found.Documents.All(d => d.Length > 0));
        }));

    [Fact]
    public void No_two_breaks_are_the_same_item() =>
        RandomCases.Any.Sample(cases =>
        {
            var items = Run(cases).Breaks.Select(b => b.Item).ToList();
            Assert.Equal(items.Distinct().Count(), items.Count);
        });

    [Fact]
    public void A_claim_and_a_document_of_another_dealer_explain_one_break_each() =>
        RandomCases.Any.Sample(cases =>
        {
            var breaks = Run(cases).Breaks;
            Assert.All(
                breaks.Where(b => b.Cause == BreakCause.Deduction).GroupBy(b => (b.Documents[0], b.Amount)),
                used => Assert.True(
                    used.Count() <= cases.Evidence.Claims.Count(
                        c => c.Document == used.Key.Item1 && c.Amount == -used.Key.Amount)));
            Assert.True(
                breaks.Count(b => b.Cause == BreakCause.WrongDealer) <= cases.Evidence.ForeignDocuments.Count);
        });

    [Fact]
    public void The_order_of_lines_and_of_evidence_decides_nothing() =>
        Gen.Select(RandomCases.Any, Gen.Int).Sample(
            (cases, seed) => Assert.Equal(Text(Run(cases)), Text(Run(cases.Shuffled(seed)))));

    [Fact]
    public void Explaining_again_says_the_same() =>
        RandomCases.Any.Sample(cases =>
        {
            var first = Text(Match().Explain(cases.Evidence));
            Match().Explain(Evidence.None);
            Assert.Equal(first, Text(Match().Explain(cases.Evidence)));

            MatchedBooks Match() => Reconciler.Match(cases.Ours, cases.Theirs, Rules, Sample.October);
        });

    [Fact]
    public void The_random_cases_reach_every_cause_but_the_decided_one()
    {
        var seen = new HashSet<BreakCause>();
        RandomCases.Any.Sample(
            cases =>
            {
                lock (seen)
                {
                    seen.UnionWith(Run(cases).Breaks.Select(b => b.Cause).OfType<BreakCause>());
                }
            },
            iter: 1_000);
        Assert.Empty(Enum.GetValues<BreakCause>().Except(seen).Except([BreakCause.WrittenOff]));
    }

    private static decimal Lines(DealerBook book) => book.Entries.Concat(book.Carried).Sum(e => e.Amount);

    private static ReconciliationResult Run(RandomCases cases) =>
        Reconciler.Reconcile(cases.Ours, cases.Theirs, cases.Evidence, Rules, Sample.October);

    private static string Text(ReconciliationResult result) => JsonSerializer.Serialize(result);
}
