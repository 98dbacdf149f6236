namespace DealerIntegration.Simulators.Business;

/// <summary>What a warehouse holds of a product (仓库库存), in pieces.</summary>
internal sealed record WarehouseStock(string Warehouse, Product Product, int OnHand, int Locked)
{
    public static List<WarehouseStock> Count(int seed, IReadOnlyList<Product> products)
    {
        var dice = new Dice(seed, "stock");
        var scarce = NewOrderBook.Scarce(products);
        return [.. new[] { "WH1", "WH2" }.SelectMany(warehouse => products.Select(product => product == scarce
            ? new WarehouseStock(warehouse, product, 40, 0)
            : new WarehouseStock(warehouse, product, product.PackSize * dice.Between(60, 400), dice.Between(0, 60))))];
    }
}
