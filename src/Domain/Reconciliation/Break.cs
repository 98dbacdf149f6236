using DealerIntegration.Domain.Reconciliation.ThreeWay;
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
    /// <summary>A person gave the difference up and named the account (已核销).</summary>
    WrittenOff,

    /// <summary>Shipped by the last day of the period, received after it or not yet (在途).</summary>
    InTransitAtCutOff,

    /// <summary>The other side has it in the month before or after (跨期).</summary>
    OtherPeriod,

    /// <summary>The dealer booked the same document twice (重复入账).</summary>
    Duplicate,

    /// <summary>The document stands in the account of another dealer (户头错误).</summary>
    WrongDealer,

    /// <summary>One side booked the document in another currency (币种差异).</summary>
    Currency,

    /// <summary>The dealer booked what it received, we invoiced what we shipped (数量差异).</summary>
    Quantity,

    /// <summary>The quantity was counted in another unit or pack (计量单位差异).</summary>
    UnitOfMeasure,

    /// <summary>The dealer booked the price of the order, we invoiced another (单价差异).</summary>
    UnitPrice,

    /// <summary>A discount or promotion that only one side took off (折扣促销差异).</summary>
    Discount,

    /// <summary>Lines of a product that the product master does not hold (未知商品).</summary>
    UnknownProduct,

    /// <summary>A few cents within the absolute tolerance, or an amount without its tax (尾差/税差).</summary>
    RoundingOrTax,

    /// <summary>Order and shipment confirm our amount; the dealer booked another (金额差异).</summary>
    Amount,

    /// <summary>The dealer deducted a rebate, market expense or deposit that we granted (抵扣).</summary>
    Deduction,

    /// <summary>We hold a document that the dealer has not booked (经销商未入账).</summary>
    NotBookedByDealer,

    /// <summary>The dealer names a payment or a shipment that we have not booked (我方未入账).</summary>
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
    Period? TheirPeriod)
{
    /// <summary>
    /// Identity of the difference over runs and statements (差异项): the lines it stands between.
    /// </summary>
    public required string Item { get; init; }

    /// <summary>Who has to book something once the cause is accepted: true for us, false for the dealer.</summary>
    public bool OurCorrection { get; init; }

    /// <summary>The month an open item comes from; null for one of this period (结转).</summary>
    public Period? CarriedFrom { get; init; }

    /// <summary>Small enough to be given up, and nobody has decided so yet (可核销).</summary>
    public bool MayBeWrittenOff { get; init; }

    /// <summary>
    /// The verdicts of a three-way match; null in other books and for a line without a counterpart (三单匹配结论).
    /// </summary>
    public ThreeWayVerdict? ThreeWay { get; init; }

    /// <summary>Where a written-off difference is booked to.</summary>
    public string? Account { get; init; }

    /// <summary>The lines that came nearest, the best first; for a line without a counterpart.</summary>
    public IReadOnlyList<NearMiss> Nearest { get; init; } = [];
}
