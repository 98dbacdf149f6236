namespace DealerIntegration.Domain.Reconciliation.Steps;

/// <summary>
/// One line on one side, several with the same document number on the other, and the sum is equal within the absolute
/// tolerance (一对多/多对一). Score 0.9.
/// </summary>
internal sealed class SharedReferenceStep : IMatchStep
{
    private const decimal Score = 0.9m;

    public void Run(string name, Workspace workspace)
    {
        var theirs = Groups(workspace.Theirs);
        foreach (var (key, ours) in Groups(workspace.Ours))
        {
            if (!theirs.TryGetValue(key, out var others))
            {
                continue;
            }

            var oneToMany = ours.Count == 1 && others.Count > 1 && others.TrueForAll(ours[0].MayBe);
            var manyToOne = others.Count == 1 && ours.Count > 1 && ours.TrueForAll(others[0].MayBe);
            var difference = others.Sum(item => item.Amount) - ours.Sum(item => item.Amount);
            if ((oneToMany || manyToOne) && Math.Abs(difference) <= workspace.Rules.Tolerance.Absolute)
            {
                workspace.Take(name, Score, ours, others, "lines that share a document number add up");
            }
        }
    }

    private static Dictionary<(string, string), List<Item>> Groups(Item[] items) =>
        items.Where(item => !item.Taken && item.Key.Length > 0)
            .GroupBy(item => (item.Key, item.Entry.Currency))
            .ToDictionary(group => group.Key, group => group.ToList());
}
