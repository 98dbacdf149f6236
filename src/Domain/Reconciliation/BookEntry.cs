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
/// <param name="Currency">What the amount counts: a currency or, in a book of stock, the unit of a product.</param>
public sealed record BookEntry(
    string Id, EntryKind Kind, string Reference, DateOnly Date, decimal Amount, string Currency, string? Text);
