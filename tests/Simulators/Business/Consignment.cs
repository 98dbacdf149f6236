namespace DealerIntegration.Simulators.Business;

/// <summary>
/// A delivery line whose goods carry GS1 codes (一批带码货物): one pallet, full cartons, an item code per piece.
/// </summary>
internal sealed class Consignment
{
    private const int MostUnits = 100;

    /// <param name="number">Makes its codes unlike those of others.</param>
    public Consignment(int number, Delivery delivery, DeliveryLine line)
    {
        Delivery = delivery;
        Product = line.Product;
        var at = delivery.ShippedOn.ToDateTime(new TimeOnly(15, 30));
        var units = number * MostUnits;
        Pallet = Code(Gs1Text.Unit(units), null, "pallet");
        Cartons = [.. Enumerable.Range(1, line.Quantity / Product.PackSize).Select(carton =>
            Code(Gs1Text.Unit(units + carton), Pallet, "carton"))];
        Items = [.. Enumerable.Range(0, Cartons.Count * Product.PackSize).Select(piece =>
            Code(Gs1Text.Item(Product, $"{number}{piece:0000}K"), Cartons[piece / Product.PackSize], "item"))];

        TraceCode Code(string printed, TraceCode? parent, string level) =>
            new(printed, parent?.Code, level, line.Product, delivery, at);
    }

    public Delivery Delivery { get; }

    public Dealer Dealer => Delivery.Order.Dealer;

    public Product Product { get; }

    public TraceCode Pallet { get; }

    public IReadOnlyList<TraceCode> Cartons { get; }

    public IReadOnlyList<TraceCode> Items { get; }

    public IEnumerable<TraceCode> Codes => [Pallet, .. Cartons, .. Items];

    public DateOnly DeliveredOn => Delivery.DeliveredOn!.Value;

    /// <summary>So many pieces of each of the first cartons, one carton after the other.</summary>
    public IReadOnlyList<TraceCode> Of(int cartons, int pieces) =>
        [.. Cartons.Take(cartons).SelectMany(carton => Items.Where(item => item.Parent == carton.Code).Take(pieces))];
}
