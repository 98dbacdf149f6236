using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Reconciliation.Nearest;

/// <summary>
/// How much text tolerance would pair two lines of one amount whose numbers differ by a few characters (编辑距离). Asked of
/// the steps themselves: only a change that makes them match these two is named.
/// </summary>
internal static class TextChange
{
    private const int Most = 50;

    public static string? For(Item ours, Item theirs, ReconciliationRules rules)
    {
        if (!rules.Steps.Contains(PairAlone.TextStep)
            || ours.Amount != theirs.Amount
            || ours.Key.Length == 0
            || theirs.Key.Length == 0)
        {
            return null;
        }

        var longer = Math.Max(ours.Key.Length, theirs.Key.Length);
        var percent = ((EditDistance.Between(ours.Key, theirs.Key) * 100) + longer - 1) / longer;
        return percent > rules.TextTolerancePercent && percent <= Most
            && PairAlone.Matches(ours, theirs, rules with { TextTolerancePercent = percent })
            ? $"textTolerancePercent {rules.TextTolerancePercent} -> {percent}"
            : null;
    }
}
