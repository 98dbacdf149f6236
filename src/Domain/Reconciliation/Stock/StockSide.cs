using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Reconciliation.Stock;

/// <summary>One of the two books of a product while it is put together.</summary>
internal sealed class StockSide(string currency)
{
    private readonly List<BookEntry> _entries = [];
    private readonly List<BookEntry> _carried = [];

    public decimal Lines => _entries.Sum(entry => entry.Amount);

    public decimal Carried => _carried.Sum(entry => entry.Amount);

    public void Add(string id, EntryKind kind, string reference, DateOnly date, decimal quantity, string text)
    {
        if (quantity != 0m)
        {
            _entries.Add(new BookEntry(id, kind, reference, date, quantity, currency, text));
        }
    }

    /// <summary>Under way when the period began: in this book's opening, not yet in the other's.</summary>
    public void Carry(string id, EntryKind kind, string reference, DateOnly date, decimal quantity, string text)
    {
        if (quantity != 0m)
        {
            _carried.Add(new BookEntry(id, kind, reference, date, quantity, currency, text));
        }
    }

    public DealerBook Book(string dealer, Period period, decimal opening, decimal? counted) => new(
        dealer, currency, opening, counted ?? opening + Lines, _entries, [])
    {
        Carried = _carried,
        CarriedFrom = period.Previous,
        ClosingIsCounted = counted is not null,
    };
}
