namespace DealerIntegration.Domain.Reconciliation.ThreeWay;

/// <summary>What one document of ours asks for one order line (一张发票对一个订单行), in one figure.</summary>
/// <param name="Shipment">What brought the goods; a return takes them back by its own number.</param>
internal sealed record Billed(
    string Key, OrderedLine? Order, string Invoice, EntryKind Kind, DateOnly Date, string Currency, string? Shipment,
    string Position, InvoicedLine Line)
{
    public string Id => $"{Invoice}/{Position}";

    /// <summary>Puts the lines of one invoice for one order line together, for example one for each batch.</summary>
    public static Billed Of(IReadOnlyList<InvoicedLine> lines, string key, OrderedLine? order)
    {
        var first = lines[0];
        var whole = first with
        {
            Quantity = lines.Sum(line => line.Quantity),
            UnitPrice = lines.All(line => line.UnitPrice == first.UnitPrice) ? first.UnitPrice : null,
            NetAmount = lines.Sum(line => line.NetAmount),
            GrossAmount = lines.Sum(line => line.GrossAmount),
        };
        return new Billed(
            key, order, first.Invoice, first.Kind, first.Date, first.Currency,
            first.Kind == EntryKind.Return ? first.Invoice : first.Shipment,
            order?.Position ?? first.OrderPosition ?? first.Position, whole);
    }

    public decimal? Price => Line.UnitPrice ?? (Line.Quantity == 0m ? null : Line.NetAmount / Line.Quantity);

    /// <summary>The line beside its order and receipt, for the causes.</summary>
    public InvoiceEvidence Evidence(Receipt? receipt, ProductFact? product, DateOnly lastDay) => new(
        Invoice,
        receipt?.Shipment ?? Shipment,
        receipt?.ShippedOn,
        receipt?.DeliveredOn,
        Order?.Order,
        [
            new EvidenceLine(
                Position, Line.ProductCode, product is not null, Line.Quantity,
                receipt?.DeliveredOn <= lastDay ? receipt.Quantity : null, Line.Unit, product?.PackSize,
                Line.UnitPrice, Order?.UnitPrice, Order?.Quantity, Order?.NetAmount, Line.NetAmount, Line.GrossAmount,
                product?.TaxRate ?? 0m),
        ]);
}
