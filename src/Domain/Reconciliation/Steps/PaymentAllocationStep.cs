using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Reconciliation.Steps;

/// <summary>
/// One payment on a side against several of the other (回款分摊): by the payer's own allocation where its text names
/// documents, and all payments that name the same ones add up within the absolute tolerance; else the oldest payments
/// until the amount is reached exactly. What names documents and does not add up is proposed, never paid by age.
/// </summary>
/// <remarks>Score 0.85 by name, 0.65 by age.</remarks>
internal sealed class PaymentAllocationStep : IMatchStep
{
    private const decimal ScoreByName = 0.85m;
    private const decimal ScoreByAge = 0.65m;

    public void Run(string name, Workspace workspace)
    {
        if (OpenLines.Of(workspace, static item => item.Lane == Lane.Payment) is not { } open)
        {
            return;
        }

        var named = new NamedDocuments(workspace, open);
        ByName(name, workspace, open, named);
        ByAge(name, workspace, open, named);
    }

    private static void ByName(string name, Workspace workspace, OpenLines open, NamedDocuments named)
    {
        var sets = new List<LineSet>();
        foreach (var (payment, side) in Payments(open))
        {
            var parts = named.PartsOf(payment, side);
            if (parts.Count < 2 || !LineSet.MayBe([payment], parts))
            {
                continue;
            }

            var (sum, allowed) = (LineSet.Sum(parts), workspace.Rules.Tolerance.Absolute);
            var why = $"payment over {AmountText.Of(payment.Amount)} names {string.Join(", ", named.Of(payment))}"
                + $", as do {parts.Count} payments of the other side over {AmountText.Of(sum)}: "
                + $"{AmountText.Of(Math.Abs(sum - payment.Amount))} apart, allowed {AmountText.Of(allowed)}";
            var set = LineSet.Of(payment, side, parts, ScoreByName, why);
            if (Math.Abs(sum - payment.Amount) <= allowed)
            {
                sets.Add(set);
            }
            else
            {
                workspace.Proposals.Add(new Proposal(
                    name, [.. set.Ours.Select(item => item.Entry)], [.. set.Theirs.Select(item => item.Entry)],
                    $"{why}; not taken, the amounts do not agree"));
            }
        }

        SetChoice.Run(name, workspace, sets);
    }

    // The older payment is allocated first; payments of one day that want the same lines leave it to a person.
    private static void ByAge(string name, Workspace workspace, OpenLines open, NamedDocuments named)
    {
        var ours = new OldestFirst(Unnamed(open.Ours, named), workspace);
        var theirs = new OldestFirst(Unnamed(open.Theirs, named), workspace);
        var byDay = Payments(open)
            .Where(p => named.Of(p.Payment).Count == 0)
            .GroupBy(p => p.Payment.Entry.Date)
            .OrderBy(group => group.Key);
        foreach (var day in byDay)
        {
            var sets = new List<LineSet>();
            foreach (var (payment, side) in day.Where(p => p.Payment.IsOpen))
            {
                var found = (side == BookSide.Ours ? theirs : ours).Reach(payment);
                if (found is not { Sets.Count: > 0 })
                {
                    continue;
                }

                sets.Add(LineSet.Of(
                    payment, side, [.. found.Sets.SelectMany(set => set).Distinct()], ScoreByAge, Why(payment, found),
                    found.IsPlain ? null : "lines of the last day fit, or may fit, in more than one way"));
            }

            SetChoice.Run(name, workspace, sets);
        }
    }

    private static string Why(Item payment, SumSearch found) =>
        $"oldest first, until {AmountText.Of(payment.Amount)} is reached: "
        + string.Join(" or ", found.Sets.Select(set => string.Join(" + ", set.Select(line =>
            $"{AmountText.Of(line.Amount)} of {line.Entry.Date:yyyy-MM-dd}"))));

    private static IEnumerable<(Item Payment, BookSide Side)> Payments(OpenLines open) =>
        open.Ours.Select(item => (item, BookSide.Ours)).Concat(open.Theirs.Select(item => (item, BookSide.Theirs)));

    private static IEnumerable<Item> Unnamed(Item[] payments, NamedDocuments named) =>
        payments.Where(item => named.Of(item).Count == 0);
}
