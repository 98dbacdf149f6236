namespace DealerIntegration.Domain.Reconciliation.Steps;

/// <summary>Several lines that may stand for the same thing as lines of the other side (一对多、多对多候选).</summary>
/// <param name="Why">What makes them belong together, in words and numbers.</param>
/// <param name="WhyNot">What leaves it to a person; null: nothing does.</param>
internal sealed record LineSet(
    IReadOnlyList<Item> Ours, IReadOnlyList<Item> Theirs, decimal Score, string Why, string? WhyNot)
{
    public IEnumerable<Item> Lines => Ours.Concat(Theirs);

    /// <summary>Lines of one side against lines of the other, whichever side is called ours.</summary>
    public static LineSet Of(
        Item one, BookSide side, IReadOnlyList<Item> others, decimal score, string why, string? whyNot = null) =>
        side == BookSide.Ours
            ? new LineSet([one], others, score, why, whyNot)
            : new LineSet(others, [one], score, why, whyNot);

    /// <summary>
    /// What <see cref="Item.MayBe"/> is for two lines: one currency, documents or payments and never both, nobody set
    /// two of them apart. A credit note may reduce a set of invoices; a line that does not say its kind has to have the
    /// sign of the whole, for its sign is all that is known of it.
    /// </summary>
    public static bool MayBe(IReadOnlyList<Item> ours, IReadOnlyList<Item> theirs)
    {
        var (currency, lane) = (ours[0].Entry.Currency, Lane.Either);
        var (ourSign, theirSign) = (Sum(ours) < 0m, Sum(theirs) < 0m);
        foreach (var item in ours.Concat(theirs))
        {
            if (item.Entry.Currency != currency)
            {
                return false;
            }

            if (item.Lane == Lane.Either)
            {
                if (item.Amount < 0m != ourSign || ourSign != theirSign)
                {
                    return false;
                }
            }
            else if (lane != Lane.Either && lane != item.Lane)
            {
                return false;
            }
            else
            {
                lane = item.Lane;
            }
        }

        return !ours.Any(item => item.IsSetApart && theirs.Any(item.IsApartFrom));
    }

    public static decimal Sum(IReadOnlyList<Item> items)
    {
        var sum = 0m;
        for (var i = 0; i < items.Count; i++)
        {
            sum += items[i].Amount;
        }

        return sum;
    }
}
