namespace DealerIntegration.Domain.Reconciliation.Steps;

/// <summary>
/// Takes the sets that share no line with another one; those that do fit more than one way and become proposals. Which is
/// looked at first decides nothing.
/// </summary>
internal static class SetChoice
{
    public static void Run(string step, decimal score, Workspace workspace, IReadOnlyList<LineSet> sets)
    {
        var uses = new Dictionary<Item, int>();
        foreach (var line in sets.SelectMany(set => set.Lines.Distinct()))
        {
            uses[line] = uses.GetValueOrDefault(line) + 1;
        }

        foreach (var set in sets)
        {
            var shared = set.Lines.Where(line => uses[line] > 1).Select(line => line.Entry.Id).ToList();
            if (shared.Count == 0)
            {
                workspace.Take(step, score, set.Ours, set.Theirs, set.Why);
            }
            else
            {
                workspace.Propose(
                    step, set.Ours, set.Theirs,
                    $"{set.Why}; not taken, because {string.Join(", ", shared)} would fit other lines as well");
            }
        }
    }
}
