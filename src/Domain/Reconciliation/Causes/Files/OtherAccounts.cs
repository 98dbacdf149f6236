namespace DealerIntegration.Domain.Reconciliation.Causes.Files;

/// <summary>Documents in the accounts of other dealers (他户单据), by number; each explains one difference.</summary>
internal sealed class OtherAccounts
{
    private readonly Dictionary<(BookSide Side, string Key), List<ForeignDocument>> _documents;
    private readonly HashSet<ForeignDocument> _inBothBooks;

    public OtherAccounts(IEnumerable<ForeignDocument> documents, DocumentKey keys)
    {
        _documents = documents
            .Select(document => (Document: document, Key: keys.Normalise(document.Reference)))
            .Where(d => d.Key.Length > 0)
            .OrderBy(d => d.Document.DealerCode, StringComparer.Ordinal)
            .ThenBy(d => d.Document.Date)
            .ThenBy(d => d.Document.Reference, StringComparer.Ordinal)
            .ThenBy(d => d.Document.Amount)
            .ThenBy(d => d.Document.Currency, StringComparer.Ordinal)
            .GroupBy(d => (d.Document.Side, d.Key), d => d.Document)
            .ToDictionary(group => group.Key, group => group.ToList());
        _inBothBooks =
        [
            .. from entry in _documents
               where entry.Key.Side == BookSide.Ours
               from document in entry.Value
               where _documents.GetValueOrDefault((BookSide.Theirs, entry.Key.Key), []).Exists(their =>
                   their.DealerCode == document.DealerCode && SameAmount(their, document.Amount, document.Currency))
               select document,
        ];
    }

    /// <summary>The document with a line's number, amount and currency in another account; it is used up.</summary>
    public ForeignDocument? Take(Item item, BookSide side)
    {
        if (!_documents.TryGetValue((side, item.Key), out var found))
        {
            return null;
        }

        var at = found.FindIndex(document => SameAmount(document, item.Amount, item.Entry.Currency));
        if (at < 0)
        {
            return null;
        }

        var document = found[at];
        found.RemoveAt(at);
        return document;
    }

    /// <summary>The other dealer has our document in its own ledger as well: it belongs there.</summary>
    public bool IsInBothBooks(ForeignDocument ours) => _inBothBooks.Contains(ours);

    private static bool SameAmount(ForeignDocument document, decimal amount, string currency) =>
        document.Amount == amount && document.Currency == currency;
}
