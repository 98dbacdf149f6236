namespace DealerIntegration.Domain.Reconciliation.Steps;

/// <summary>A line and the sets of the other side that come to its amount.</summary>
internal sealed record SumOffer(Item Wanted, BookSide Side, SumSearch Found, int LeftOut) : IComparable<SumOffer>
{
    public bool IsStale => !Wanted.IsOpen || Found.Sets.Exists(set => Array.Exists(set, item => !item.IsOpen));

    public IEnumerable<Item> Lines => Found.Sets.SelectMany(set => set).Append(Wanted).Distinct();

    /// <summary>
    /// The fewest lines go first, then the oldest dates of the set, then the older wanted line. Nothing in it depends
    /// on the side, so that swapping the books mirrors the outcome.
    /// </summary>
    public int CompareTo(SumOffer? other)
    {
        var (left, right) = (Found.Sets[0], other!.Found.Sets[0]);
        var order = left.Length.CompareTo(right.Length);
        order = order != 0 ? order : SumSearch.CompareDates(left, right);
        return order != 0 ? order : Wanted.Entry.Date.CompareTo(other.Wanted.Entry.Date);
    }
}
