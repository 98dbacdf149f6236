namespace DealerIntegration.Domain.Reconciliation.Steps;

/// <summary>What a search for lines with a wanted sum has found (凑数结果): the best sets, and where it was cut
/// off.</summary>
internal sealed class SumSearch
{
    private const int MostSetsShown = 4;

    /// <summary>Sets that are equally good, some of them where there are many.</summary>
    public List<Item[]> Sets { get; } = [];

    /// <summary>How many sets are equally good.</summary>
    public int Count { get; private set; }

    /// <summary>So many lines were too many to try; 0: all sizes were tried.</summary>
    public int StoppedAt { get; set; }

    public bool Stopped => StoppedAt > 0;

    public bool IsPlain => Count == 1 && !Stopped;

    public void Offer(Item[] set)
    {
        var order = Sets.Count == 0 ? -1 : CompareDates(set, Sets[0]);
        if (order < 0)
        {
            Sets.Clear();
            Count = 0;
        }

        if (order <= 0)
        {
            Count++;
            if (Sets.Count < MostSetsShown)
            {
                Sets.Add(set);
            }
        }
    }

    public static int CompareDates(Item[] left, Item[] right)
    {
        for (var i = 0; i < left.Length; i++)
        {
            var order = left[i].Entry.Date.CompareTo(right[i].Entry.Date);
            if (order != 0)
            {
                return order;
            }
        }

        return 0;
    }
}
