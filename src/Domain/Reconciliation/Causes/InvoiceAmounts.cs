using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Reconciliation.Causes;

/// <summary>
/// What an invoice would come to, with tax, under another quantity or price (按凭据重算的发票金额). Each line is rounded to the
/// cent half away from zero, first without tax and then with it, the way invoices are.
/// </summary>
internal static class InvoiceAmounts
{
    private static readonly Rounding Cent = new(RoundingMode.HalfUp, 2);

    /// <summary>At the prices of the order; null where no order line is known.</summary>
    public static decimal? AmountAtOrderPrice(this InvoiceEvidence evidence) =>
        evidence.OrderNumber is null || evidence.Lines.All(line => line.OrderUnitPrice is null)
            ? null
            : evidence.Lines.Sum(line => Gross(line.Quantity, line.OrderUnitPrice ?? line.UnitPrice, line));

    /// <summary>For the quantity the dealer signed for; null where no shipment says so.</summary>
    public static decimal? AmountAtReceivedQuantity(this InvoiceEvidence evidence) =>
        evidence.ShipmentNumber is null || evidence.Lines.All(line => line.ReceivedQuantity is null)
            ? null
            : evidence.Lines.Sum(line => Gross(
                Math.Min(line.Quantity, line.ReceivedQuantity ?? line.Quantity), line.UnitPrice, line));

    /// <summary>A line at another quantity or price; as invoiced where the price is not known.</summary>
    public static decimal Gross(decimal quantity, decimal? unitPrice, EvidenceLine line) => unitPrice is { } price
        ? Cent.Apply(Cent.Apply(quantity * price) * (1 + line.TaxRate))
        : line.GrossAmount;
}
