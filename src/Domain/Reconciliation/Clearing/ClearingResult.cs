namespace DealerIntegration.Domain.Reconciliation.Clearing;

/// <summary>Why a payment cleared a document (核销依据).</summary>
public enum ClearedBy
{
    /// <summary>The payment names the document (指定核销).</summary>
    Name,

    /// <summary>The document was the oldest open one (先进先出).</summary>
    Age,
}

/// <summary>A part of a payment or credit note that settles a document or a part of it (核销).</summary>
/// <param name="Amount">Positive, in the currency of both.</param>
public sealed record Clearance(
    BookEntry Payment, BookEntry Document, decimal Amount, ClearedBy By, string Arithmetic);

/// <summary>What is left of a document or payment (未核销余额).</summary>
/// <param name="Amount">With the sign of the entry: a debt is positive, an unused payment negative (预收款).</param>
/// <param name="AgeDays">Days from the date of the entry to the day asked for.</param>
public sealed record OpenAmount(BookEntry Entry, decimal Amount, int AgeDays, AgeBand Band);

/// <summary>
/// A book's own documents against its own payments (往来核销): what cleared what, and what is open at a date, of each
/// currency the oldest first. The open amounts add up to the entries.
/// </summary>
public sealed record ClearingResult(IReadOnlyList<Clearance> Clearances, IReadOnlyList<OpenAmount> Open);
