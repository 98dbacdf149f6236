namespace DealerIntegration.Domain.Reconciliation;

/// <summary>What a line of a book records (单据类型). Other: the book does not say.</summary>
public enum EntryKind
{
    Invoice,
    Return,
    CreditNote,
    DebitNote,
    Payment,
    Other,
}

/// <summary>One line of either book (往来明细): what the dealer owes is positive, on both sides.</summary>
/// <param name="Id">Unique within its book: our document number, or the place of the row in the dealer's file.</param>
/// <param name="Reference">The number both sides know: invoice number or bank reference. May be empty.</param>
public sealed record BookEntry(
    string Id, EntryKind Kind, string Reference, DateOnly Date, decimal Amount, string Currency, string? Text);

/// <summary>One side's book of a dealer for a period (往来账), with the balances that side states.</summary>
/// <param name="Neighbours">
/// Documents of the months before and after. They are evidence for items booked in another period and never take part
/// in the matching of this one.
/// </param>
public sealed record DealerBook(
    string DealerCode,
    string Currency,
    decimal OpeningBalance,
    decimal ClosingBalance,
    IReadOnlyList<BookEntry> Entries,
    IReadOnlyList<BookEntry> Neighbours);

/// <summary>What order and shipment say about an invoice of ours (发票的订单与发货凭据).</summary>
/// <param name="DeliveredOn">Day the dealer signed for the goods; null while they are on the way.</param>
/// <param name="AmountAtOrderPrice">What the invoice would be at the prices of the order (含税).</param>
/// <param name="AmountAtReceivedQuantity">What it would be for the quantity the dealer signed for (含税).</param>
public sealed record InvoiceEvidence(
    string InvoiceNumber,
    string? ShipmentNumber,
    DateOnly? ShippedOn,
    DateOnly? DeliveredOn,
    string? OrderNumber,
    decimal? AmountAtOrderPrice,
    decimal? AmountAtReceivedQuantity);
