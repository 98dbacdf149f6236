namespace DealerIntegration.Domain.Reconciliation.Steps;

/// <summary>The documents of either book that open payments name in their texts (回款指定的单据).</summary>
internal sealed class NamedDocuments
{
    private readonly Dictionary<Item, List<string>> _named = [];
    private readonly ILookup<string, Item> _ours;
    private readonly ILookup<string, Item> _theirs;

    public NamedDocuments(Workspace workspace, OpenLines open)
    {
        foreach (var payment in open.Ours.Concat(open.Theirs))
        {
            var known = TextNumbers.Of(payment, workspace.Keys)
                .Where(number => workspace.OurKeys.Contains(number) || workspace.TheirKeys.Contains(number))
                .Order(StringComparer.Ordinal);
            _named.Add(payment, [.. known]);
        }

        _ours = ByNumber(open.Ours);
        _theirs = ByNumber(open.Theirs);
    }

    /// <summary>Empty where the payment names nothing that either book holds.</summary>
    public List<string> Of(Item payment) => _named[payment];

    /// <summary>The open payments of the other side that name one of the documents that this one names.</summary>
    public List<Item> PartsOf(Item payment, BookSide side)
    {
        var others = side == BookSide.Ours ? _theirs : _ours;
        return [.. _named[payment]
            .SelectMany(number => others[number])
            .Distinct()
            .Where(other => other.IsOpen && other.Entry.Currency == payment.Entry.Currency
                && !other.IsApartFrom(payment))
            .OrderBy(other => other.Rank)];
    }

    private ILookup<string, Item> ByNumber(Item[] payments) => payments
        .SelectMany(item => _named[item].Select(number => (number, item)))
        .ToLookup(pair => pair.number, pair => pair.item, StringComparer.Ordinal);
}
