using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Reconciliation;

/// <summary>
/// Carries out what people decided, before any step (人工勾对先于规则). A decision about lines that are gone or have another
/// amount by now is reported and changes nothing.
/// </summary>
internal static class DecidedMatches
{
    public const string Step = "decision";

    public static void Run(Workspace workspace)
    {
        if (workspace.Decisions.Count == 0)
        {
            return;
        }

        var ours = workspace.Ours.ToLookup(item => item.Entry.Id, StringComparer.Ordinal);
        var theirs = workspace.Theirs.ToLookup(item => item.Entry.Id, StringComparer.Ordinal);
        foreach (var decision in workspace.Decisions.OrderByDescending(d => d.Number))
        {
            var left = Find(decision.OurIds, ours);
            var right = Find(decision.TheirIds, theirs);
            if (Sum(left) != decision.OurAmount || Sum(right) != decision.TheirAmount)
            {
                workspace.Findings.Add(Stale(decision, Sum(left), Sum(right)));
                continue;
            }

            Apply(decision, left!, right!, workspace);
        }
    }

    private static void Apply(Decision decision, List<Item> ours, List<Item> theirs, Workspace workspace)
    {
        switch (decision.Kind)
        {
            case DecisionKind.Match when ours.Concat(theirs).All(item => !item.Taken):
                workspace.Take(
                    Step, 1m, ours, theirs,
                    $"decision {decision.Number} of {decision.DecidedBy} on {decision.DecidedOn:yyyy-MM-dd}: "
                    + decision.Reason);
                break;
            case DecisionKind.KeepApart:
                foreach (var item in ours)
                {
                    item.KeepApartFrom(theirs);
                }

                foreach (var item in theirs)
                {
                    item.KeepApartFrom(ours);
                }

                break;
            case DecisionKind.WriteOff:
                workspace.WriteOffs[(Ids(ours), Ids(theirs))] = decision;
                break;
        }
    }

    public static string Ids(IReadOnlyList<Item> items) => string.Join(' ', items.Select(item => item.Entry.Id));

    private static List<Item>? Find(IReadOnlyList<string> ids, ILookup<string, Item> items)
    {
        var found = new List<Item>(ids.Count);
        foreach (var id in ids)
        {
            if (items[id].FirstOrDefault() is not { } item)
            {
                return null;
            }

            found.Add(item);
        }

        return found;
    }

    private static decimal? Sum(List<Item>? items) => items?.Sum(item => item.Amount);

    private static StatementFinding Stale(Decision decision, decimal? ours, decimal? theirs) => new(
        FindingCode.DecisionDoesNotApply,
        ours != decision.OurAmount ? BookSide.Ours : BookSide.Theirs,
        null,
        $"Decision {decision.Number} ({decision.Kind}) was about our {string.Join(", ", decision.OurIds)} over "
        + $"{AmountText.Of(decision.OurAmount)} and the dealer's {string.Join(", ", decision.TheirIds)} over "
        + $"{AmountText.Of(decision.TheirAmount)}; the books hold {Held(ours)} and {Held(theirs)} now. "
        + "Look at the lines and decide again.");

    private static string Held(decimal? amount) => amount is { } sum ? AmountText.Of(sum) : "not all of these lines";
}
