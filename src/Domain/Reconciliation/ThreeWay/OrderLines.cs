namespace DealerIntegration.Domain.Reconciliation.ThreeWay;

/// <summary>
/// Finds the order line that a shipment or invoice line belongs to (对应订单行): by the position it names, else by its
/// product where the order holds it once.
/// </summary>
internal sealed class OrderLines
{
    private readonly Dictionary<(string Order, string Position), OrderedLine> _byPosition = [];
    private readonly ILookup<(string Order, string Product), OrderedLine> _byProduct;

    public OrderLines(IReadOnlyList<OrderedLine> lines)
    {
        foreach (var line in lines)
        {
            _byPosition.TryAdd((line.Order, line.Position), line);
        }

        _byProduct = lines.ToLookup(line => (line.Order, line.ProductCode));
    }

    public OrderedLine? Find(string? order, string? position, string product) =>
        order is null ? null
        : position is not null && _byPosition.TryGetValue((order, position), out var line) ? line
        : _byProduct[(order, product)].ToList() is [var only] ? only
        : null;

    /// <summary>How both sides name the line, found or not.</summary>
    public string KeyOf(string order, string? position, string product) =>
        $"{order}/{Find(order, position, product)?.Position ?? position ?? product}";
}
