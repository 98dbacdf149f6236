namespace DealerIntegration.Simulators.Business;

/// <summary>A line of a delivery; <c>Received</c> is what the dealer signed for.</summary>
internal sealed record DeliveryLine(int Position, int OrderPosition, Product Product, int Quantity, int Received);

/// <summary>An outbound delivery (发货单) with its proof of delivery (签收).</summary>
internal sealed class Delivery
{
    public string Number { get; set; } = "";

    public required SalesOrder Order { get; init; }

    public required string Warehouse { get; init; }

    public required DateOnly ShippedOn { get; init; }

    /// <summary>Null while the goods are on the road.</summary>
    public DateOnly? DeliveredOn { get; set; }

    public required List<DeliveryLine> Lines { get; init; }
}
