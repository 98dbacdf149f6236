namespace DealerIntegration.Simulators.Business;

/// <summary>A product (商品); the list price is per piece and without tax.</summary>
internal sealed record Product(
    string Code, string Name, string Category, string Brand, string Gtin, decimal ListPrice, int PackSize)
{
    public const string Unit = "EA";

    public const decimal TaxRate = 0.13m;
}
