namespace DealerIntegration.Domain.Reconciliation;

/// <summary>What order and shipment say about an invoice of ours (发票的订单与发货凭据).</summary>
/// <param name="DeliveredOn">Day the dealer signed for the goods; null while they are on the way.</param>
public sealed record InvoiceEvidence(
    string InvoiceNumber,
    string? ShipmentNumber,
    DateOnly? ShippedOn,
    DateOnly? DeliveredOn,
    string? OrderNumber,
    IReadOnlyList<EvidenceLine> Lines);

/// <summary>A line of an invoice beside the lines of its order and shipment (发票行与订单行、发货行).</summary>
/// <param name="ProductIsKnown">Whether the product master holds the product.</param>
/// <param name="ReceivedQuantity">What the dealer signed for; null where no shipment says so.</param>
/// <param name="PackSize">Pieces in one unit of the product, from the product master.</param>
/// <param name="UnitPrice">Without tax; null where the invoice gives amounts only.</param>
/// <param name="OrderUnitPrice">Without tax, as ordered; null where no order line is known.</param>
/// <param name="OrderNetAmount">Without tax and after discounts, of the whole order line.</param>
/// <param name="TaxRate">A fraction: 0.13 is 13 percent.</param>
public sealed record EvidenceLine(
    string Position,
    string ProductCode,
    bool ProductIsKnown,
    decimal Quantity,
    decimal? ReceivedQuantity,
    string? Unit,
    long? PackSize,
    decimal? UnitPrice,
    decimal? OrderUnitPrice,
    decimal? OrderQuantity,
    decimal? OrderNetAmount,
    decimal NetAmount,
    decimal GrossAmount,
    decimal TaxRate);
