using DealerIntegration.Domain.Reconciliation.Steps;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Reconciliation;

/// <summary>
/// Compares our book of a dealer with the dealer's own for a period (对账). Pure: the same books, decisions and rules
/// give the same result, in whatever order the lines come.
/// </summary>
public static class Reconciler
{
    /// <summary>Matches and explains in one go, for whoever holds all evidence already.</summary>
    public static ReconciliationResult Reconcile(
        DealerBook ours,
        DealerBook theirs,
        Evidence evidence,
        ReconciliationRules rules,
        Period period,
        IReadOnlyList<Decision>? decisions = null) =>
        Match(ours, theirs, rules, period, decisions).Explain(evidence);

    /// <summary>
    /// Matches what has the same number, which needs nothing but the two books; the other steps follow when the result
    /// is explained, once the documents of the months beside are known.
    /// </summary>
    /// <param name="decisions">What people decided about this dealer's lines; null: nothing.</param>
    /// <exception cref="ArgumentException">
    /// The rules cannot run, or the books are of two dealers or two currencies.
    /// </exception>
    public static MatchedBooks Match(
        DealerBook ours,
        DealerBook theirs,
        ReconciliationRules rules,
        Period period,
        IReadOnlyList<Decision>? decisions = null)
    {
        Refuse(ours, theirs, rules);
        var workspace = new Workspace(ours, theirs, rules, decisions ?? []);
        DecidedMatches.Run(workspace);
        foreach (var step in rules.Steps.TakeWhile(MatchSteps.GoesByNumber))
        {
            MatchSteps.Named(step).Run(step, workspace);
        }

        return new MatchedBooks(ours, theirs, workspace, period);
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
}
