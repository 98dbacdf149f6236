namespace DealerIntegration.Simulators.Business;

/// <summary>Document numbers in the order of the days, as an ERP draws them from its ranges (单据编号).</summary>
internal static class Numbering
{
    public static void Number(Trading trading)
    {
        Draw(trading.Orders, order => order.Date, order => order.Dealer, 10000000, (order, number) =>
        {
            order.Number = $"{number}";
            order.DealerReference = $"PO-{order.Dealer.Code}-{number - 10000000:00000}";
        });
        Draw(trading.Deliveries, delivery => delivery.ShippedOn, delivery => delivery.Order.Dealer, 80000000,
            (delivery, number) => delivery.Number = $"{number}");
        Draw(trading.Invoices, invoice => invoice.Date, invoice => invoice.Dealer, 90000000,
            (invoice, number) => invoice.Number = $"{number}");
        Draw(trading.Payments, payment => payment.PostedOn, payment => payment.Dealer, 1400000000,
            (payment, number) => payment.Number = $"{number}");
    }

    private static void Draw<T>(
        List<T> documents, Func<T, DateOnly> day, Func<T, Dealer> dealer, long start, Action<T, long> set)
    {
        // OrderBy is stable: documents of one dealer and day keep the order in which they arose.
        var sorted = documents.OrderBy(day).ThenBy(one => dealer(one).Code, StringComparer.Ordinal).ToList();
        documents.Clear();
        documents.AddRange(sorted);
        for (var index = 0; index < sorted.Count; index++)
        {
            set(sorted[index], start + index + 1);
        }
    }
}
