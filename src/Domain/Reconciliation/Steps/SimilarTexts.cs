using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Reconciliation.Steps;

/// <summary>
/// Lines of equal amount whose references or texts differ by a few characters only (摘要近似): a typing error. The fewest
/// edits go first. Score 0.75.
/// </summary>
internal static class SimilarTexts
{
    private const decimal Score = 0.75m;

    // Every pair of equal amount is compared. Beyond this many on a side the amount says nothing and the texts too
    // little.
    private const int MostLinesOfOneAmount = 40;

    public static void Run(string step, Workspace workspace, OpenLines open)
    {
        var theirs = open.Theirs.Where(item => item.IsOpen).ToLookup(item => (item.Amount, item.Entry.Currency));
        var offers = new List<PairOffer>();
        foreach (var group in open.Ours.Where(item => item.IsOpen).GroupBy(item => (item.Amount, item.Entry.Currency)))
        {
            var (left, right) = (group.ToList(), theirs[group.Key].ToList());
            if (left.Count <= MostLinesOfOneAmount && right.Count <= MostLinesOfOneAmount)
            {
                offers.AddRange(Offers(left, right, workspace.Rules.TextTolerancePercent));
            }
            else if (right.Count > 0)
            {
                workspace.Proposals.Add(new Proposal(
                    step, [left[0].Entry], [right[0].Entry],
                    $"{left.Count} of our open lines and {right.Count} of the dealer's have the amount "
                    + $"{AmountText.Of(group.Key.Amount)}; their texts were not compared beyond {MostLinesOfOneAmount} "
                    + "lines a side"));
            }
        }

        new PairChoice(step, Score, workspace).Run(offers, offer =>
            $"equal amounts and texts that differ by {offer.Cost} characters, allowed "
            + $"{workspace.Rules.TextTolerancePercent} percent of the longer one");
    }

    private static IEnumerable<PairOffer> Offers(List<Item> ours, List<Item> theirs, int percent)
    {
        var (left, right) = (ours.ConvertAll(Texts), theirs.ConvertAll(Texts));
        for (var i = 0; i < ours.Count; i++)
        {
            for (var j = 0; j < theirs.Count; j++)
            {
                if (ours[i].MayBe(theirs[j]) && Edits(left[i], right[j], percent) is { } edits)
                {
                    yield return new PairOffer(ours[i], theirs[j], edits);
                }
            }
        }
    }

    private static int? Edits(List<string> left, List<string> right, int percent)
    {
        int? fewest = null;
        foreach (var a in left)
        {
            foreach (var b in right)
            {
                var edits = EditDistance.Within(a, b, TextComparison.Allowed(a, b, percent));
                fewest = fewest is null || edits < fewest ? edits ?? fewest : fewest;
            }
        }

        return fewest;
    }

    private static List<string> Texts(Item item) =>
        [.. new[] { item.Key, DocumentKey.Fold(item.Entry.Text ?? "") }
            .Where(text => text.Length >= TextNumbers.MinLength && !DocumentKey.IsPlaceholder(text))];
}
