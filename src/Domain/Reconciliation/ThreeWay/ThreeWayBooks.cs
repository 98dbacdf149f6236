using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Reconciliation.ThreeWay;

/// <summary>
/// The two books of a three-way match (三单匹配的两本账), a pair for each currency: ours is what we invoiced, theirs what the
/// dealer received at the price of the order, both with tax and by order line.
/// </summary>
/// <remarks>
/// An order line whose invoices and receipts before the period did not come out equal is carried forward with all of
/// them; the opening balances hold nothing else. That follows from the documents alone, so that no result of an earlier
/// run is needed.
/// </remarks>
public static class ThreeWayBooks
{
    public static IReadOnlyList<DocumentedBooks> Of(ThreeWayFacts facts, Period period)
    {
        var orders = new OrderLines(facts.Orders);
        var (receipts, unvalued) = Receipts(facts, orders);
        var billed = new List<Billed>();
        foreach (var group in facts.Invoices
            .Where(line => line.Order is not null || line.Kind == EntryKind.Invoice)
            .GroupBy(line => (line.Invoice, line.Currency, Key: KeyOf(line, orders))))
        {
            var first = group.First();
            var order = orders.Find(first.Order, first.OrderPosition, first.ProductCode);
            billed.Add(Billed.Of([.. group], group.Key.Key, order));
            if (first.Kind == EntryKind.Return && order is not null && (order.UnitPrice ?? order.NetAmount) is not null)
            {
                receipts.Add(Receipt.Returned(
                    [.. group], group.Key.Key, order, facts.Products.GetValueOrDefault(order.ProductCode)));
            }
        }

        var currencies = billed.Select(b => b.Currency).Concat(receipts.Select(r => r.Order.Currency))
            .Concat(unvalued is null ? [] : [facts.Currency]);
        return
        [
            .. currencies.Distinct().Order(StringComparer.Ordinal).Select(currency => new ThreeWayPair(
                facts,
                period,
                currency,
                [.. billed.Where(b => b.Currency == currency)],
                [.. receipts.Where(r => r.Order.Currency == currency)]).Build() with
            {
                Incomplete = currency == facts.Currency ? unvalued : null,
            }),
        ];
    }

    // An invoice that names no order stands under its own number.
    private static string KeyOf(InvoicedLine line, OrderLines orders) => line.Order is { } order
        ? orders.KeyOf(order, line.OrderPosition, line.ProductCode)
        : line.Invoice;

    private static (List<Receipt> Receipts, string? Unvalued) Receipts(ThreeWayFacts facts, OrderLines orders)
    {
        var (receipts, unvalued) = (new List<Receipt>(), new List<string>());
        var groups = facts.Shipments.GroupBy(line => (
            line.Shipment,
            Key: line.Order is { } order ? orders.KeyOf(order, line.OrderPosition, line.ProductCode) : null,
            Product: line.Order is null ? line.ProductCode : null));
        foreach (var group in groups)
        {
            var first = group.First();
            if (orders.Find(first.Order, first.OrderPosition, first.ProductCode) is { } order
                && (order.UnitPrice ?? order.NetAmount) is not null)
            {
                receipts.Add(Receipt.Of(
                    [.. group], group.Key.Key!, order, facts.Products.GetValueOrDefault(order.ProductCode)));
            }
            else
            {
                unvalued.Add($"{first.Shipment} ({first.ProductCode}, order {group.Key.Key ?? "not named"})");
            }
        }

        return (receipts, unvalued.Count == 0 ? null : Unvalued(unvalued));
    }

    private static string Unvalued(List<string> lines)
    {
        const int Named = 5;
        lines.Sort(StringComparer.Ordinal);
        var more = lines.Count > Named ? $" and {lines.Count - Named} more" : "";
        return $"no price of an order for shipment {string.Join(", ", lines.Take(Named))}{more}; import the orders, or "
            + "correct the order that the shipment names";
    }
}
