namespace DealerIntegration.Domain.Reconciliation.Steps;

/// <summary>
/// Takes the sets that are plain and share no line with another one; the others become proposals. Which is looked at
/// first decides nothing.
/// </summary>
internal static class SetChoice
{
    public static void Run(string step, Workspace workspace, IReadOnlyList<LineSet> sets)
    {
        var uses = new Dictionary<Item, int>();
        foreach (var line in sets.SelectMany(set => set.Lines.Distinct()))
        {
            uses[line] = uses.GetValueOrDefault(line) + 1;
        }

        foreach (var set in sets)
        {
            var shared = set.Lines.Where(line => uses[line] > 1).Select(line => line.Entry.Id).ToList();
            if (shared.Count == 0 && set.WhyNot is null)
            {
                workspace.Take(step, set.Score, set.Ours, set.Theirs, set.Why);
                continue;
            }

            var reason = set.WhyNot ?? $"{string.Join(", ", shared)} would fit other lines just as well";
            workspace.Propose(step, set.Ours, set.Theirs, $"{set.Why}; not taken, because {reason}");
        }
    }
}
