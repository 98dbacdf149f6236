using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Reconciliation.ThreeWay;

/// <summary>
/// What one shipment brought of one order line (一次收货), in the unit of the order and worth the order's price.
/// </summary>
internal sealed record Receipt(
    string Key, OrderedLine Order, string Shipment, DateOnly ShippedOn, DateOnly? DeliveredOn, decimal Quantity,
    decimal Net, decimal Gross)
{
    public string Id => $"{Shipment}/{Order.Position}";

    /// <summary>A return where goods went back to us (退货).</summary>
    public EntryKind Kind { get; init; } = EntryKind.Invoice;

    /// <summary>
    /// Goods that we took back (退货入库): our return is the document of their receipt, too, and worth the order's price.
    /// </summary>
    public static Receipt Returned(
        IReadOnlyList<InvoicedLine> lines, string key, OrderedLine order, ProductFact? product) => Of(
        [
            .. lines.Select(line => new ShippedLine(
                line.Invoice, line.Order, line.OrderPosition, line.ProductCode, -Math.Abs(line.Quantity), null,
                line.Unit, line.Date, line.Date)),
        ],
        key,
        order,
        product) with
    {
        Kind = EntryKind.Return,
    };

    /// <param name="lines">Of one shipment and one order line.</param>
    /// <param name="key">How both sides name the order line.</param>
    /// <param name="order">The order line; it states what the goods are worth.</param>
    /// <param name="product">Null where the master does not hold it.</param>
    public static Receipt Of(
        IReadOnlyList<ShippedLine> lines, string key, OrderedLine order, ProductFact? product)
    {
        var received = lines.Sum(line => InOrderUnit(line, line.Received ?? line.Quantity, order, product));
        var net = order is { NetAmount: { } whole, Quantity: not 0m }
            ? Rounding.Cents.Apply(whole * received / order.Quantity)
            : Rounding.Cents.Apply(order.UnitPrice.GetValueOrDefault() * received);
        return new Receipt(
            key, order, lines[0].Shipment, lines[0].ShippedOn, lines[0].DeliveredOn, received, net,
            Rounding.Cents.Apply(net * (1 + (product?.TaxRate ?? 0m))));
    }

    // The master's unit is the pack; a line in any other unit counts its pieces.
    private static decimal InOrderUnit(ShippedLine line, decimal quantity, OrderedLine order, ProductFact? product)
    {
        if (product is not { PackSize: > 1 } || line.Unit is null || order.Unit is null || line.Unit == order.Unit)
        {
            return quantity;
        }

        var pack = product.PackSize.Value;
        return order.Unit == product.Unit ? quantity / pack : line.Unit == product.Unit ? quantity * pack : quantity;
    }
}
