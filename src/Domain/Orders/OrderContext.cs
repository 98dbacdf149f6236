namespace DealerIntegration.Domain.Orders;

/// <summary>What an order is checked against (订单校验依据), as known when the run started.</summary>
/// <param name="Available">
/// Quantity that may be promised (可用库存: on hand − reserved) by warehouse and product; an absent pair is 0.
/// </param>
/// <param name="Exposures">Credit in use by dealer; an absent dealer uses none.</param>
public sealed record OrderContext(
    OrderRules Rules,
    IReadOnlyDictionary<string, OrderProduct> Products,
    IReadOnlyDictionary<string, OrderDealer> Dealers,
    IReadOnlyDictionary<StockKey, decimal> Available,
    IReadOnlyDictionary<string, CreditExposure> Exposures);

/// <summary>A product that can be ordered (商品).</summary>
/// <param name="ListPrice">Per unit, without tax.</param>
/// <param name="TaxRate">A fraction: 0.13.</param>
public sealed record OrderProduct(string Code, string Unit, decimal? ListPrice, decimal? TaxRate);

/// <summary>The dealer that orders (经销商).</summary>
/// <param name="CreditLimit">授信额度, with tax; null: none agreed.</param>
public sealed record OrderDealer(string Code, string? Tier, string Currency, decimal? CreditLimit);

/// <summary>A product in a warehouse (分仓库存).</summary>
public readonly record struct StockKey(string Warehouse, string Product);
