using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Reconciliation.Causes;

/// <summary>The dealer booked a document again that its book holds already (重复入账), with the same amount.</summary>
internal sealed class DuplicateCause : IBreakCause
{
    public BreakCause Cause => BreakCause.Duplicate;

    public Proof? Prove(OpenBreak open, CaseFile file)
    {
        if (open.Kind != BreakKind.MissingInOurs)
        {
            return null;
        }

        var item = open.Theirs[0];
        if (file.Booked.Same(item) is { } booked)
        {
            return new Proof(
                Text(item, booked.Theirs, $"which stands for {booked.Document}"), [booked.Document, item.Entry.Id]);
        }

        return item.Key.Length > 0 && file.OtherMonths.BookedEarlier(item, BookSide.Theirs) is { } earlier
            ? new Proof(Text(item, earlier, "in an earlier month"), [earlier.Entry.Id, item.Entry.Id])
            : null;
    }

    private static string Text(Item item, Item first, string where) =>
        $"The dealer booked {item.Entry.Reference} over {AmountText.Of(item.Amount)} on {item.Entry.Date:yyyy-MM-dd} "
        + $"({item.Entry.Id}) and already on {first.Entry.Date:yyyy-MM-dd} ({first.Entry.Id}), {where}.";
}
