using DealerIntegration.Simulators.Business;

namespace DealerIntegration.Simulators.Demo;

/// <summary>What had to be found about goods against what was found (三单与库存真值比对).</summary>
/// <param name="Found">With their cause, their amount and the document that proves it.</param>
/// <param name="Open">What no document tells of, and the hub leaves open as it must.</param>
internal sealed record GoodsComparison(
    IReadOnlyList<TrueDifference> Found, IReadOnlyList<TrueDifference> Missed,
    IReadOnlyList<FoundDifference> NotPlanted, IReadOnlyList<TrueDifference> Open,
    IReadOnlyList<TrueDifference> Hidden, IReadOnlyList<FoundDifference> LeftOpen)
{
    public static GoodsComparison Of(Truth truth, HubSummary summary)
    {
        var differences = summary.Goods.SelectMany(goods => goods.Differences).ToList();
        var unexplained = summary.Goods.SelectMany(goods => goods.Unexplained).ToList();
        var planted = truth.Differences.ToLookup(one => one.Cause.Length > 0);
        var (found, missed) = Take(planted[true], differences, Proves);
        var (open, hidden) = Take(planted[false], unexplained, (_, _) => true);
        return new GoodsComparison(found, missed, differences, open, hidden, unexplained);
    }

    // Each thing found stands for one that was planted; what nobody takes was not planted.
    private static (List<TrueDifference> Found, List<TrueDifference> Missed) Take(
        IEnumerable<TrueDifference> planted, List<FoundDifference> found,
        Func<TrueDifference, FoundDifference, bool> proves)
    {
        var (taken, missed) = (new List<TrueDifference>(), new List<TrueDifference>());
        foreach (var one in planted)
        {
            var index = found.FindIndex(other => (other.Books, other.Dealer, other.Book, other.Amount)
                == (one.Books, one.Dealer, one.Book, one.Amount) && proves(one, other));
            (index < 0 ? missed : taken).Add(one);
            if (index >= 0)
            {
                found.RemoveAt(index);
            }
        }

        return (taken, missed);
    }

    private static bool Proves(TrueDifference planted, FoundDifference found) =>
        found.Cause == planted.Cause
        && found.Documents.Split(' ').Any(document => document.Split('/')[0] == planted.Document);
}
