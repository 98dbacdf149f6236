using DealerIntegration.Domain.Reconciliation.ThreeWay;

namespace DealerIntegration.Domain.Reconciliation.Stock;

/// <summary>
/// What a dealer's documents say of one product (一个商品的库存资料), in an order that the input does not decide.
/// </summary>
internal sealed class ProductLines
{
    public ProductLines(string product, StockFacts facts)
    {
        Product = product;
        Opening = [.. (facts.Opening ?? []).Where(count => count.ProductCode == product)];
        Closing = [.. (facts.Closing ?? []).Where(count => count.ProductCode == product)];
        Shipments = [.. facts.Shipments.Where(line => line.ProductCode == product)
            .GroupBy(line => line.Shipment).OrderBy(group => group.Key, StringComparer.Ordinal)];
        Returns = [.. facts.Returns.Where(r => r.ProductCode == product)
            .OrderBy(r => r.Date).ThenBy(r => r.Document, StringComparer.Ordinal).ThenBy(r => r.Quantity)];
        Movements = [.. Sorted((facts.Movements ?? []).Where(m => m.ProductCode == product))];
        OfOthers = [.. Sorted(facts.OfOthers.Where(m => m.ProductCode == product))];
    }

    public string Product { get; }

    public IReadOnlyList<CountedStock> Opening { get; }

    public IReadOnlyList<CountedStock> Closing { get; }

    public IReadOnlyList<IGrouping<string, ShippedLine>> Shipments { get; }

    public IReadOnlyList<BookedReturn> Returns { get; }

    public IReadOnlyList<StockMovement> Movements { get; }

    public IReadOnlyList<StockMovement> OfOthers { get; }

    public IEnumerable<string?> Units => Opening.Concat(Closing).Select(count => count.Unit)
        .Concat(Shipments.SelectMany(group => group).Select(line => line.Unit))
        .Concat(Returns.Select(r => r.Unit))
        .Concat(Movements.Concat(OfOthers).Select(m => m.Unit));

    private static IEnumerable<StockMovement> Sorted(IEnumerable<StockMovement> movements) =>
        movements.OrderBy(m => m.Date).ThenBy(m => m.DealerCode, StringComparer.Ordinal)
            .ThenBy(m => m.Id, StringComparer.Ordinal);
}
