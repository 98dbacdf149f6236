namespace DealerIntegration.Domain.Orders;

/// <summary>Why a line or an order is refused (拒绝原因).</summary>
public enum RefusalCode
{
    UnknownDealer,
    UnknownTier,
    WrongCurrency,
    EmptyOrder,
    UnknownProduct,
    ProductWithoutPrice,
    InvalidQuantity,
    WrongUnit,
    WrongPrice,
    NotEnoughStock,

    /// <summary>The dealer has no credit limit on record.</summary>
    NoCreditLimit,

    /// <summary>Credit in use and this order exceed the limit (超授信).</summary>
    CreditExceeded,

    /// <summary>The line itself is fine; the order is refused for another line (整单拒绝).</summary>
    WholeOrderRefused,

    /// <summary>No line is left that could be accepted.</summary>
    NoLineAccepted,
}

/// <summary>A reason with the values that were compared and what the dealer can do.</summary>
public sealed record Refusal(RefusalCode Code, string Message, string Remedy);

/// <summary>The answer to an order (订单答复). A refused order uses neither stock nor credit.</summary>
/// <param name="Reasons">Why the order as a whole is refused; empty when it is accepted.</param>
/// <param name="GrossAmount">Accepted lines with tax: what the order adds to the credit in use.</param>
/// <param name="Credit">Null where the check did not apply or the order failed before it.</param>
public sealed record OrderAnswer(
    string DealerCode,
    string Number,
    bool IsAccepted,
    IReadOnlyList<LineAnswer> Lines,
    IReadOnlyList<Refusal> Reasons,
    decimal NetAmount,
    decimal GrossAmount,
    CreditCheck? Credit,
    string RuleCode,
    int RuleVersion);

/// <summary>The answer to a line (订单行答复). All of the quantity is accepted or none.</summary>
/// <param name="UnitPrice">The agreed price, without tax; null where there is none.</param>
/// <param name="Split">Which warehouses serve it; empty when refused.</param>
/// <param name="Reasons">Everything that is wrong with the line, not only the first.</param>
public sealed record LineAnswer(
    string Position,
    string ProductCode,
    decimal Quantity,
    bool IsAccepted,
    decimal? UnitPrice,
    decimal NetAmount,
    decimal GrossAmount,
    IReadOnlyList<WarehouseShare> Split,
    IReadOnlyList<Refusal> Reasons,
    string? PriceArithmetic);
