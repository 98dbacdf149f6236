using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Reconciliation;

/// <summary>What a difference looks like (差异类型); it states, it does not explain.</summary>
public enum BreakKind
{
    MissingInOurs,
    MissingInTheirs,
    Unequal,
}

/// <summary>
/// Why a difference exists (差异原因). A closed list in the order of precedence: the first cause that a document proves
/// stands on the break.
/// </summary>
public enum BreakCause
{
    /// <summary>Shipped by the last day of the period, received after it or not yet (在途).</summary>
    InTransitAtCutOff,

    /// <summary>The other side has it in the month before or after (跨期).</summary>
    OtherPeriod,

    /// <summary>The dealer booked what it received, we invoiced what we shipped (数量差异).</summary>
    Quantity,

    /// <summary>The dealer booked the price of the order, we invoiced another (单价差异).</summary>
    UnitPrice,

    /// <summary>A few cents within the absolute tolerance (尾差/税差).</summary>
    RoundingOrTax,

    /// <summary>The dealer booked the same document twice (重复入账).</summary>
    Duplicate,

    /// <summary>We hold a document that the dealer has not booked (经销商未入账).</summary>
    NotBookedByDealer,

    /// <summary>The dealer names a payment that we have not booked (我方未入账).</summary>
    NotBookedByUs,
}

/// <summary>A difference between the books (差异).</summary>
/// <param name="Cause">Null: unexplained; it stays in the residual.</param>
/// <param name="Reference">The document number as our side writes it, else as the dealer does.</param>
/// <param name="Amount">Theirs minus ours, where a missing line counts as 0.</param>
/// <param name="Effect">
/// What the break adds to (their closing balance − ours). It is the amount, except for a line that the other side
/// booked in an earlier month: that one is in the other side's opening balance already, so it moves the closing
/// difference by 0.
/// </param>
/// <param name="Evidence">What the documents say, for the cause; null without a cause.</param>
/// <param name="Documents">Numbers of the documents that prove the cause.</param>
/// <param name="OurPeriod">
/// Month in which we booked it; for <see cref="BreakCause.OtherPeriod"/> both are named.
/// </param>
/// <param name="TheirPeriod">Month in which the dealer booked it.</param>
public sealed record Break(
    BreakKind Kind,
    BreakCause? Cause,
    string Reference,
    BookEntry? Ours,
    BookEntry? Theirs,
    decimal Amount,
    decimal Effect,
    string Arithmetic,
    string? Evidence,
    IReadOnlyList<string> Documents,
    Period? OurPeriod,
    Period? TheirPeriod);
