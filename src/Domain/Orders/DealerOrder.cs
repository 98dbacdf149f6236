namespace DealerIntegration.Domain.Orders;

/// <summary>An order as a dealer sends it (要货订单); <paramref name="Number"/> is the dealer's own.</summary>
/// <param name="Currency">Null: the currency the dealer trades in.</param>
public sealed record DealerOrder(
    string DealerCode, string Number, DateOnly OrderDate, string? Currency, IReadOnlyList<DealerOrderLine> Lines);

/// <summary>One line of it (订单行).</summary>
/// <param name="Unit">Null: the product's own unit is meant.</param>
/// <param name="UnitPrice">Without tax, per unit; null: the agreed price is meant.</param>
public sealed record DealerOrderLine(
    string Position, string ProductCode, decimal Quantity, string? Unit, decimal? UnitPrice);
