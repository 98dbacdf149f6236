namespace DealerIntegration.Simulators.Business;

/// <summary>A line of a sales order; <c>Price</c> is per piece, without tax.</summary>
internal sealed record OrderLine(int Position, Product Product, int Quantity, decimal Price)
{
    public decimal Net => Price * Quantity;
}

/// <summary>A sales order as the ERP holds it (订单).</summary>
internal sealed class SalesOrder
{
    public string Number { get; set; } = "";

    public required Dealer Dealer { get; init; }

    public required DateOnly Date { get; init; }

    public required DateOnly RequestedDate { get; init; }

    /// <summary>The dealer's own order number.</summary>
    public string DealerReference { get; set; } = "";

    public required IReadOnlyList<OrderLine> Lines { get; init; }

    /// <summary>A open, B partly delivered, C complete.</summary>
    public string Status { get; set; } = "A";

    public DateOnly ChangedOn { get; set; }

    public decimal Net => Lines.Sum(line => line.Net);
}
