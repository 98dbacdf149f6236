namespace DealerIntegration.Simulators.Business;

/// <summary>
/// Where an invoice must differ from what was received at the order's price (三单应有差异): on its way, short, or too dear.
/// </summary>
internal static class ThreeWayTruth
{
    public static IEnumerable<TrueDifference> Of(Trading trading)
    {
        var month = trading.Month;
        foreach (var invoice in trading.Invoices.Where(one => one.Type == "F2" && month.Contains(one.Date)))
        {
            var arrived = invoice.Delivery!.DeliveredOn <= month.End;
            for (var index = 0; index < invoice.Lines.Count; index++)
            {
                var line = invoice.Lines[index];
                var received = invoice.Delivery.Lines[index].Received;
                var agreed = line with { Price = invoice.Dealer.PriceOf(line.Product), Quantity = received };
                var cause = !arrived ? "InTransitAtCutOff"
                    : received < line.Quantity ? "Quantity"
                    : line.Price != agreed.Price ? "UnitPrice"
                    : null;
                if (cause is not null)
                {
                    yield return new(
                        "threeWay", invoice.Dealer.Code, "CNY", invoice.Number, cause,
                        (arrived ? agreed.Gross : 0m) - line.Gross);
                }
            }
        }
    }
}
