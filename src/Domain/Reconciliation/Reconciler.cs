using DealerIntegration.Domain.Reconciliation.Causes;
using DealerIntegration.Domain.Reconciliation.Steps;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Reconciliation;

/// <summary>
/// Compares our book of a dealer with the dealer's own for a period (对账). Pure: the same books and rules give the same
/// result, in whatever order the lines come.
/// </summary>
public static class Reconciler
{
    /// <param name="evidence">Order and shipment behind our invoices, by invoice number.</param>
    /// <exception cref="ArgumentException">
    /// The rules cannot run, or the books are of two dealers or two currencies.
    /// </exception>
    public static ReconciliationResult Reconcile(
        DealerBook ours,
        DealerBook theirs,
        IReadOnlyDictionary<string, InvoiceEvidence> evidence,
        ReconciliationRules rules,
        Period period)
    {
        Refuse(ours, theirs, rules);
        var workspace = new Workspace(ours, theirs, rules);
        foreach (var step in rules.Steps)
        {
            MatchSteps.Named(step).Run(step, workspace);
        }

        var breaks = new Explanation(new CaseFile(workspace, evidence, period), ours.Currency).Breaks();
        var explained = new SortedDictionary<BreakCause, decimal>();
        foreach (var found in breaks)
        {
            if (found.Cause is { } cause)
            {
                explained[cause] = explained.GetValueOrDefault(cause) + found.Effect;
            }
        }

        // From the stated balances, never from the lines: what a book states and does not list has to show here.
        var difference = theirs.ClosingBalance - ours.ClosingBalance;
        var corrections = breaks.Where(b => b.Cause is not null && WeCorrect(b)).Sum(b => b.Effect);
        var explainedAmount = explained.Values.Sum();
        return new ReconciliationResult(
            ours.DealerCode,
            period,
            ours.Currency,
            rules.Code,
            rules.Version,
            difference,
            theirs.OpeningBalance - ours.OpeningBalance,
            [.. workspace.Pairs.OrderBy(pair => pair.Ours[0].Rank).Select(pair => pair.Match)],
            breaks,
            StatementCheck.Of(ours, theirs, period),
            explained,
            difference - explainedAmount,
            ours.ClosingBalance + corrections,
            theirs.ClosingBalance - (explainedAmount - corrections));
    }

    private static void Refuse(DealerBook ours, DealerBook theirs, ReconciliationRules rules)
    {
        if (rules.Validate() is { Count: > 0 } problems)
        {
            throw new ArgumentException($"Rules {rules.Code} cannot run: {string.Join(" ", problems)}", nameof(rules));
        }

        if (ours.DealerCode != theirs.DealerCode)
        {
            throw new ArgumentException(
                $"The statement is of dealer {theirs.DealerCode}, our book of {ours.DealerCode}; ask the dealer "
                + "for its own.",
                nameof(theirs));
        }

        if (ours.Currency != theirs.Currency)
        {
            throw new ArgumentException(
                $"The statement of {theirs.DealerCode} is in {theirs.Currency}, our book in {ours.Currency}; balances "
                + "of two currencies have no difference, ask for a statement per currency.",
                nameof(theirs));
        }
    }

    // Who has to book something once the cause is accepted: the side that lacks the document or invoiced wrongly.
    private static bool WeCorrect(Break found) => found.Cause switch
    {
        BreakCause.Quantity or BreakCause.UnitPrice or BreakCause.NotBookedByUs => true,
        BreakCause.OtherPeriod => found.Kind == BreakKind.MissingInOurs,
        _ => false,
    };
}
