namespace DealerIntegration.Domain.Diversion;

/// <summary>
/// What left the warehouse and did not arrive, or arrived without having left (收发差异). It is an exception for the
/// warehouse and the carrier to clear, never a sign of diversion.
/// </summary>
/// <param name="Missing">Units shipped and not received; 0 when none.</param>
/// <param name="Surplus">Units received beyond what was shipped; 0 when none.</param>
public sealed record ArrivalException(
    string ShipmentNumber, string ProductCode, decimal Missing, decimal Surplus, string Text);

/// <summary>Compares what a shipment says with what arrived (收货核对).</summary>
public static class ArrivalCheck
{
    /// <summary>The difference of one shipment line, or null when it arrived as sent.</summary>
    public static ArrivalException? Compare(
        string shipmentNumber, string productCode, decimal shipped, decimal received)
    {
        if (shipped == received)
        {
            return null;
        }

        var missing = decimal.Max(shipped - received, 0m);
        var surplus = decimal.Max(received - shipped, 0m);
        return new ArrivalException(
            shipmentNumber,
            productCode,
            missing,
            surplus,
            $"Shipment {shipmentNumber}, product {productCode}: {shipped:0.####} sent, {received:0.####} received, "
            + (missing > 0m ? $"{missing:0.####} missing." : $"{surplus:0.####} too many."));
    }
}
