namespace DealerIntegration.Domain.Reconciliation.Steps;

/// <summary>A pair that may be the same; the lower cost goes first.</summary>
internal readonly record struct PairOffer(Item Ours, Item Theirs, decimal Cost);

/// <summary>
/// Takes pairs one to one, the cheapest first. Where equally cheap pairs share a line, all lines of that knot become
/// one proposal: taking one of them would be a guess.
/// </summary>
internal sealed class PairChoice(string step, decimal score, Workspace workspace)
{
    public void Run(IEnumerable<PairOffer> offers, Func<PairOffer, string> why)
    {
        foreach (var level in offers.GroupBy(offer => offer.Cost).OrderBy(group => group.Key))
        {
            Settle([.. level.Where(offer => offer.Ours.IsOpen && offer.Theirs.IsOpen)], why);
        }
    }

    private void Settle(List<PairOffer> level, Func<PairOffer, string> why)
    {
        var partners = new Dictionary<Item, List<Item>>();
        foreach (var offer in level)
        {
            Link(offer.Ours, offer.Theirs);
            Link(offer.Theirs, offer.Ours);
        }

        var ourSide = level.Select(offer => offer.Ours).ToHashSet();

        foreach (var offer in level)
        {
            if (partners[offer.Ours].Count == 1 && partners[offer.Theirs].Count == 1)
            {
                workspace.Take(step, score, [offer.Ours], [offer.Theirs], why(offer));
            }
            else if (offer.Ours.IsOpen)
            {
                var knot = Knot(offer.Ours, partners);
                var ours = knot.Where(ourSide.Contains).ToList();
                var theirs = knot.Where(item => !ourSide.Contains(item)).ToList();
                workspace.Propose(
                    step, ours, theirs,
                    $"{why(offer)}; not taken, because {ours.Count} of our lines and {theirs.Count} of the dealer's "
                    + "fit equally well");
            }
        }

        void Link(Item from, Item to)
        {
            if (!partners.TryGetValue(from, out var list))
            {
                partners.Add(from, list = []);
            }

            list.Add(to);
        }
    }

    private static HashSet<Item> Knot(Item start, Dictionary<Item, List<Item>> partners)
    {
        var (knot, next) = (new HashSet<Item> { start }, new Queue<Item>([start]));
        while (next.TryDequeue(out var item))
        {
            foreach (var partner in partners[item].Where(knot.Add))
            {
                next.Enqueue(partner);
            }
        }

        return knot;
    }
}
