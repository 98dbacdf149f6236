using DealerIntegration.Domain.Reconciliation.Steps;

namespace DealerIntegration.Domain.Reconciliation.Nearest;

/// <summary>
/// Asks the steps themselves whether they would match two lines that are alone in their books (两行试配): what a step reads
/// out of texts is not worked out a second time.
/// </summary>
internal static class PairAlone
{
    public const string TextStep = "textReference";
    private const int FewestCharacters = 4;

    public static bool Matches(Item ours, Item theirs, ReconciliationRules rules)
    {
        var workspace = new Workspace(Book(ours.Entry), Book(theirs.Entry), rules, []);
        foreach (var step in rules.Steps)
        {
            MatchSteps.Named(step).Run(step, workspace);
        }

        return workspace.Pairs.Count > 0;
    }

    /// <summary>Whether asking is worth it: one line may name the other in its text, or nearly so.</summary>
    public static bool MayNameEachOther(Item ours, Item theirs, ReconciliationRules rules) =>
        rules.Steps.Contains(TextStep)
        && (MayName(ours, theirs) || MayName(theirs, ours)
            || (rules.TextTolerancePercent > 0 && ours.Amount == theirs.Amount));

    private static bool MayName(Item item, Item other)
    {
        if (other.Key.Length < FewestCharacters)
        {
            return false;
        }

        var end = other.Key[^FewestCharacters..];
        return item.Entry.Reference.Contains(end, StringComparison.OrdinalIgnoreCase)
            || item.Entry.Text?.Contains(end, StringComparison.OrdinalIgnoreCase) == true;
    }

    private static DealerBook Book(BookEntry entry) => new("", entry.Currency, 0m, entry.Amount, [entry], []);
}
