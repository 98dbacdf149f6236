namespace DealerIntegration.Simulators.Business;

/// <summary>
/// A line of a billing document; amounts are positive whatever the document's type, as the ERP writes them.
/// </summary>
internal sealed record InvoiceLine(int Position, int OrderPosition, Product Product, int Quantity, decimal Price)
{
    public decimal Net => Price * Quantity;

    public decimal Tax => Cents.HalfUp(Net * Product.TaxRate);

    public decimal Gross => Net + Tax;
}

/// <summary>A billing document (发票, 红字发票): F2 invoice, RE return, G2 credit memo, L2 debit memo.</summary>
internal sealed class Invoice
{
    public string Number { get; set; } = "";

    public required string Type { get; init; }

    public required Dealer Dealer { get; init; }

    public required DateOnly Date { get; init; }

    public SalesOrder? Order { get; init; }

    public Delivery? Delivery { get; init; }

    public required List<InvoiceLine> Lines { get; init; }

    public decimal Net => Lines.Sum(line => line.Net);

    public decimal Tax => Lines.Sum(line => line.Tax);

    public decimal Gross => Lines.Sum(line => line.Gross);

    /// <summary>What the document adds to the dealer's debt.</summary>
    public decimal Debt => Type is "RE" or "G2" ? -Gross : Gross;
}
