using DealerIntegration.Domain.Reconciliation.Steps;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Reconciliation.Clearing;

/// <summary>
/// Clears the documents of one book with its payments and credit notes (核销): first what a payment names, then the
/// oldest document with the oldest payment. Amounts may be split; the sign decides which side an entry is on, for a
/// payment that is taken back is owed again.
/// </summary>
public static class PaymentClearing
{
    /// <param name="entries">One book, in any order. Entries after the day have not happened yet and take no
    /// part.</param>
    /// <param name="prefixes">Texts before a document number that mean nothing, as in the rules.</param>
    /// <param name="bands">Every age falls into one of them.</param>
    public static ClearingResult Clear(
        IEnumerable<BookEntry> entries, DateOnly day, IReadOnlyList<string> prefixes, IReadOnlyList<AgeBand> bands)
    {
        var keys = new DocumentKey(prefixes);
        var items = Item.Sorted([.. entries.Where(entry => entry.Date <= day)], keys);
        var clearances = new List<Clearance>();
        var left = new List<Balance>(items.Length);
        foreach (var book in items.GroupBy(item => item.Entry.Currency).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var balances = book.Select(item => new Balance(item)).ToList();
            var debts = balances.FindAll(balance => balance.Item.Amount > 0m);
            var credits = balances.FindAll(balance => balance.Item.Amount < 0m);
            ByName(debts, credits, keys, clearances);
            ByAge(debts, credits, clearances);
            left.AddRange(balances.Where(balance => balance.Left > 0m));
        }

        return new ClearingResult(clearances, [.. left.Select(balance => Open(balance, day, bands))]);
    }

    private static void ByName(
        List<Balance> debts, List<Balance> credits, DocumentKey keys, List<Clearance> clearances)
    {
        var byNumber = debts.Where(debt => debt.Item.Key.Length > 0).ToLookup(debt => debt.Item.Key);
        foreach (var credit in credits)
        {
            var named = TextNumbers.Of(credit.Item, keys);
            named.Add(credit.Item.Key);
            var documents = named.SelectMany(number => byNumber[number]).Distinct().OrderBy(debt => debt.Item.Rank);
            foreach (var debt in documents)
            {
                Clear(credit, debt, ClearedBy.Name, clearances);
            }
        }
    }

    private static void ByAge(List<Balance> debts, List<Balance> credits, List<Clearance> clearances)
    {
        var oldest = 0;
        foreach (var credit in credits)
        {
            while (credit.Left > 0m && oldest < debts.Count)
            {
                Clear(credit, debts[oldest], ClearedBy.Age, clearances);
                oldest += debts[oldest].Left == 0m ? 1 : 0;
            }
        }
    }

    private static void Clear(Balance credit, Balance debt, ClearedBy by, List<Clearance> clearances)
    {
        var amount = Math.Min(credit.Left, debt.Left);
        if (amount == 0m)
        {
            return;
        }

        var why = by == ClearedBy.Name ? $"names {debt.Item.Entry.Reference}" : "clears the oldest open document";
        clearances.Add(new Clearance(
            credit.Item.Entry, debt.Item.Entry, amount, by,
            $"{credit.Item.Entry.Id} {why}: the smaller of {AmountText.Of(credit.Left)} unused and "
            + $"{AmountText.Of(debt.Left)} open is {AmountText.Of(amount)}; "
            + $"{AmountText.Of(debt.Left - amount)} stays open"));
        credit.Left -= amount;
        debt.Left -= amount;
    }

    private static OpenAmount Open(Balance balance, DateOnly day, IReadOnlyList<AgeBand> bands)
    {
        var (entry, days) = (balance.Item.Entry, day.DayNumber - balance.Item.Entry.Date.DayNumber);
        var amount = balance.Item.Amount < 0m ? -balance.Left : balance.Left;
        return new OpenAmount(entry, amount, days, bands.Single(band => band.Holds(days)));
    }

    private sealed class Balance(Item item)
    {
        public Item Item { get; } = item;

        public decimal Left { get; set; } = Math.Abs(item.Amount);
    }
}
