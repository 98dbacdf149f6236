namespace DealerIntegration.Simulators.Retail;

/// <summary>A line of a customer's own ledger (对方明细).</summary>
/// <param name="Kind">INV, CRN or PAY, as this group of customers writes it.</param>
internal sealed record RetailEntry(DateOnly Date, string Kind, string Reference, decimal Amount);

/// <summary>One customer's ledger of the month (客户往来账) while differences are planted in it.</summary>
internal sealed class RetailLedger(string customer, decimal opening, IEnumerable<RetailInvoice> invoices)
{
    public string Customer { get; } = customer;

    public decimal Opening { get; set; } = opening;

    public List<RetailEntry> Entries { get; } = [.. invoices.Select(EntryOf)];

    /// <summary>What the customer states beyond its own lines; 0 for one that can add.</summary>
    public decimal Misstated { get; set; }

    public decimal Closing => Opening + Entries.Sum(entry => entry.Amount) + Misstated;

    public static RetailEntry EntryOf(RetailInvoice invoice) => new(
        invoice.Date, invoice.IsCancellation ? "CRN" : "INV", invoice.Number, invoice.Amount);
}
