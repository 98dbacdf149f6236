using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Reconciliation.Steps;

/// <summary>
/// Lines with the same document number, several on one side or on both, that add up within the absolute tolerance
/// (一对多/多对一/多对多). Documents and payments that share a number are added apart. Score 0.9.
/// </summary>
internal sealed class SharedReferenceStep : IMatchStep
{
    private const decimal Score = 0.9m;

    public void Run(string name, Workspace workspace)
    {
        var theirs = Groups(workspace.Theirs);
        if (theirs.Count == 0)
        {
            return;
        }

        foreach (var (key, ours) in Groups(workspace.Ours))
        {
            if (!theirs.TryGetValue(key, out var others))
            {
                continue;
            }

            var known = ours.Concat(others).Select(item => item.Lane).Where(lane => lane != Lane.Either).ToHashSet();
            foreach (var lane in (Lane[])[Lane.Document, Lane.Payment])
            {
                Add(name, workspace, InLane(ours, lane, known), InLane(others, lane, known));
            }
        }
    }

    private static void Add(string name, Workspace workspace, List<Item> ours, List<Item> theirs)
    {
        (ours, theirs) = WithoutThoseApart(ours, theirs);
        if (ours.Count == 0 || theirs.Count == 0 || ours.Count + theirs.Count < 3 || !LineSet.MayBe(ours, theirs))
        {
            return;
        }

        var (apart, allowed) = (
            Math.Abs(LineSet.Sum(theirs) - LineSet.Sum(ours)), workspace.Rules.Tolerance.Absolute);
        if (apart <= allowed)
        {
            workspace.Take(
                name, Score, ours, theirs,
                $"{ours.Count} of our lines and {theirs.Count} of the dealer's share a document number and add up: "
                + $"{AmountText.Of(apart)} apart, allowed {AmountText.Of(allowed)}");
        }
    }

    // A line that does not say its kind goes where the others of its number are; between both kinds its sign decides.
    private static List<Item> InLane(List<Item> items, Lane lane, HashSet<Lane> known) => items.FindAll(item =>
        item.Lane != Lane.Either
            ? item.Lane == lane
            : known.Count == 1 ? known.Contains(lane) : item.Amount < 0m == (lane == Lane.Payment));

    // Against a single line only its own contradictions count; between several, whoever contradicts stays out.
    private static (List<Item> Ours, List<Item> Theirs) WithoutThoseApart(List<Item> ours, List<Item> theirs) =>
        (ours.Count == 1 ? ours : ours.FindAll(item => !theirs.Exists(item.IsApartFrom)),
            theirs.Count == 1 ? theirs : theirs.FindAll(item => !ours.Exists(item.IsApartFrom)));

    private static Dictionary<(string, string), List<Item>> Groups(Item[] items) =>
        items.Where(item => item.IsOpen && item.Key.Length > 0)
            .GroupBy(item => (item.Key, item.Entry.Currency))
            .ToDictionary(group => group.Key, group => group.ToList());
}
