using DealerIntegration.Simulators.Business;

namespace DealerIntegration.Simulators.Retail;

/// <summary>
/// The ways in which a customer's ledger comes to differ (差异的来历). Each changes the ledger and tells what it did, or
/// returns null where this customer's business offers no occasion for it.
/// </summary>
internal sealed class RetailPlants(RetailBook book, Month month, Dice dice)
{
    // Days before and after the month in which a document may slip into it.
    private const int LateDays = 7;
    private const int EarlyDays = 9;

    private readonly HashSet<string> _touched = new(StringComparer.Ordinal);

    /// <summary>One invoice booked twice.</summary>
    public RetailPlant? Duplicate(RetailLedger ledger)
    {
        if (Draw(ledger, invoice: true) is not { } entry)
        {
            return null;
        }

        ledger.Entries.Add(entry with { Date = LaterInMonth(entry.Date) });
        return Explained(ledger, entry.Reference, "Duplicate", entry.Amount, "booked the invoice a second time");
    }

    /// <summary>A few pence more or less than the invoice says.</summary>
    public RetailPlant? Rounding(RetailLedger ledger)
    {
        if (Draw(ledger, invoice: true) is not { } entry)
        {
            return null;
        }

        var off = dice.Between(1, 5) * (dice.Chance(50) ? 0.01m : -0.01m);
        Replace(ledger, entry, entry.Amount + off);
        return Explained(ledger, entry.Reference, "RoundingOrTax", off, "rounded the amount in its own way");
    }

    /// <summary>An invoice of the last days before the month, booked in it: its opening balance lacks it.</summary>
    public RetailPlant? BookedLate(RetailLedger ledger)
    {
        var late = Free(book.Between(ledger.Customer, month.Start.AddDays(-LateDays), month.Start.AddDays(-1)));
        if (late.Count == 0)
        {
            return null;
        }

        var invoice = dice.Pick(late);
        _touched.Add(invoice.Number);
        ledger.Opening -= invoice.Amount;
        ledger.Entries.Add(RetailLedger.EntryOf(invoice) with { Date = month.Day(dice.Between(1, 3)) });
        return Explained(ledger, invoice.Number, "OtherPeriod", invoice.Amount, Moved(invoice)) with { Effect = 0m };
    }

    /// <summary>An invoice of the first days after the month, booked in it already.</summary>
    public RetailPlant? BookedEarly(RetailLedger ledger)
    {
        var early = Free(book.Between(ledger.Customer, month.End.AddDays(1), month.End.AddDays(EarlyDays)));
        if (early.Count == 0)
        {
            return null;
        }

        var invoice = dice.Pick(early);
        _touched.Add(invoice.Number);
        ledger.Entries.Add(RetailLedger.EntryOf(invoice) with { Date = month.End });
        return Explained(ledger, invoice.Number, "OtherPeriod", invoice.Amount, Moved(invoice));
    }

    /// <summary>A cancellation that the customer never booked; the wholesaler's own document proves it.</summary>
    public RetailPlant? CancellationForgotten(RetailLedger ledger)
    {
        if (Draw(ledger, invoice: false) is not { } entry)
        {
            return null;
        }

        ledger.Entries.Remove(entry);
        return Explained(ledger, entry.Reference, "NotBookedByDealer", -entry.Amount, "forgot our cancellation");
    }

    /// <summary>A payment that the wholesaler's data does not hold; the customer names its bank reference.</summary>
    public RetailPlant PaymentNamed(RetailLedger ledger)
    {
        var amount = -dice.Between(2_000, 90_000) / 100m;
        var reference = $"BACS{month.Start:yyMM}{dice.Between(100_000, 999_999)}";
        ledger.Entries.Add(new RetailEntry(month.Day(dice.Between(2, 25)), "PAY", reference, amount));
        return Explained(ledger, reference, "NotBookedByUs", amount, "paid, and names the transfer");
    }

    /// <summary>An invoice that the customer never booked; no delivery note proves that it got the goods.</summary>
    public RetailPlant? InvoiceForgotten(RetailLedger ledger)
    {
        if (Draw(ledger, invoice: true) is not { } entry)
        {
            return null;
        }

        ledger.Entries.Remove(entry);
        return Unexplained(ledger, entry.Reference, -entry.Amount, "lacks our invoice, and nothing proves delivery");
    }

    /// <summary>An amount far from the invoice's.</summary>
    public RetailPlant? WrongAmount(RetailLedger ledger)
    {
        if (Draw(ledger, invoice: true) is not { } entry)
        {
            return null;
        }

        var off = dice.Between(90, 9_900) / 100m;
        Replace(ledger, entry, entry.Amount + off);
        return Unexplained(ledger, entry.Reference, off, "booked another amount");
    }

    /// <summary>An invoice under a number that nobody issued.</summary>
    public RetailPlant UnknownInvoice(RetailLedger ledger)
    {
        var reference = $"X{month.Start:yyMM}{dice.Between(1_000, 9_999)}";
        var amount = dice.Between(1_000, 40_000) / 100m;
        ledger.Entries.Add(new RetailEntry(month.Day(dice.Between(2, 25)), "INV", reference, amount));
        return Unexplained(ledger, reference, amount, "books an invoice that we never wrote");
    }

    /// <summary>A closing balance that its own lines do not add up to.</summary>
    public RetailPlant Misstated(RetailLedger ledger)
    {
        ledger.Misstated = dice.Between(100, 5_000) / 100m;
        return Unexplained(ledger, "", ledger.Misstated, "states a balance that its lines do not add up to");
    }

    // Too small an amount would pass for rounding, so those documents are left alone.
    private RetailEntry? Draw(RetailLedger ledger, bool invoice)
    {
        var free = ledger.Entries.FindAll(entry =>
            entry.Kind == (invoice ? "INV" : "CRN")
            && Math.Abs(entry.Amount) > 1m
            && !_touched.Contains(entry.Reference));
        if (free.Count == 0)
        {
            return null;
        }

        var entry = dice.Pick(free);
        _touched.Add(entry.Reference);
        return entry;
    }

    private List<RetailInvoice> Free(IReadOnlyList<RetailInvoice> invoices) =>
        [.. invoices.Where(i => !i.IsCancellation && i.Amount > 1m && !_touched.Contains(i.Number))];

    private string Moved(RetailInvoice invoice) => $"booked our invoice of {invoice.Date:yyyy-MM-dd} in {month}";

    private DateOnly LaterInMonth(DateOnly date) => date.AddDays(dice.Between(0, month.End.DayNumber - date.DayNumber));

    private static void Replace(RetailLedger ledger, RetailEntry entry, decimal amount) =>
        ledger.Entries[ledger.Entries.IndexOf(entry)] = entry with { Amount = amount };

    private static RetailPlant Explained(
        RetailLedger ledger, string reference, string cause, decimal amount, string story) =>
        new(ledger.Customer, reference, cause, amount, amount, $"{ledger.Customer} {story}.");

    private static RetailPlant Unexplained(RetailLedger ledger, string reference, decimal amount, string story) =>
        new(ledger.Customer, reference, null, amount, amount, $"{ledger.Customer} {story}.");
}
