namespace DealerIntegration.Domain.Reconciliation.ThreeWay;

/// <summary>A line of an order (订单行). Prices and amounts are without tax.</summary>
/// <param name="NetAmount">After discounts, of the whole line.</param>
public sealed record OrderedLine(
    string Order, string Position, string ProductCode, decimal Quantity, string? Unit, decimal? UnitPrice,
    decimal? NetAmount, string Currency);

/// <summary>A line of a shipment (发货行).</summary>
/// <param name="Received">What the dealer signed for; null: all of it, once it is delivered.</param>
public sealed record ShippedLine(
    string Shipment, string? Order, string? OrderPosition, string ProductCode, decimal Quantity, decimal? Received,
    string? Unit, DateOnly ShippedOn, DateOnly? DeliveredOn);

/// <summary>A line of an invoice, a return, a credit note or a debit note (发票行).</summary>
public sealed record InvoicedLine(
    string Invoice, EntryKind Kind, DateOnly Date, string Currency, string? Order, string? OrderPosition,
    string? Shipment, string Position, string ProductCode, decimal Quantity, string? Unit, decimal? UnitPrice,
    decimal NetAmount, decimal GrossAmount);

/// <summary>What the product master holds of a product (商品资料).</summary>
/// <param name="PackSize">Pieces in one unit.</param>
public sealed record ProductFact(string Code, string Unit, long? PackSize, decimal TaxRate);

/// <summary>
/// The documents of one dealer that a three-way match looks at (三单资料): those up to the period, and those shortly after.
/// </summary>
public sealed record ThreeWayFacts(
    string DealerCode,
    string Currency,
    IReadOnlyList<OrderedLine> Orders,
    IReadOnlyList<ShippedLine> Shipments,
    IReadOnlyList<InvoicedLine> Invoices,
    IReadOnlyDictionary<string, ProductFact> Products);
