namespace DealerIntegration.Simulators.Business;

/// <summary>A line a dealer asks for; code and price are what the dealer writes, right or wrong.</summary>
internal sealed record NewOrderLine(string ProductCode, string ProductName, int Quantity, decimal Price);

/// <summary>An order a dealer sends in as a spreadsheet (要货订单).</summary>
/// <param name="Refusal">Why the hub must refuse it; null for an order in good order.</param>
internal sealed record NewOrder(
    Dealer Dealer, string Number, DateOnly Date, DateOnly RequestedDate, IReadOnlyList<NewOrderLine> Lines,
    string? Refusal)
{
    public decimal Gross => Lines.Sum(line => Cents.HalfUp(line.Price * line.Quantity * (1 + Product.TaxRate)));
}
