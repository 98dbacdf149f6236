namespace DealerIntegration.Domain.Reconciliation.Causes.Files;

/// <summary>
/// Shipments of the period that we have not invoiced yet (已发货未开票), by number; each explains one difference.
/// </summary>
internal sealed class UninvoicedShipments(
    IEnumerable<ShipmentFact> shipments, DocumentKey keys, Tolerance tolerance, DateOnly lastDay)
{
    private readonly Dictionary<string, List<ShipmentFact>> _free = shipments
        .Where(shipment => shipment.InvoiceNumber is null && shipment.ShippedOn <= lastDay)
        .OrderBy(shipment => shipment.ShippedOn)
        .ThenBy(shipment => shipment.Number, StringComparer.Ordinal)
        .ThenBy(shipment => shipment.AmountAtOrderPrice)
        .ThenBy(shipment => shipment.DeliveredOn)
        .GroupBy(shipment => keys.Normalise(shipment.Number), StringComparer.Ordinal)
        .Where(group => group.Key.Length > 0)
        .ToDictionary(group => group.Key, group => group.ToList(), StringComparer.Ordinal);

    /// <summary>The shipment that a line of theirs names and whose ordered value it books; it is used up.</summary>
    public ShipmentFact? Take(Item item)
    {
        if (_free.Count == 0)
        {
            return null;
        }

        foreach (var number in TextNumbers.Of(item.Entry.Text, keys).Prepend(item.Key))
        {
            if (_free.TryGetValue(number, out var found)
                && found.Find(s => s.AmountAtOrderPrice is { } amount
                    && Math.Abs(amount - item.Amount) <= tolerance.Absolute) is { } shipment)
            {
                found.Remove(shipment);
                return shipment;
            }
        }

        return null;
    }
}
