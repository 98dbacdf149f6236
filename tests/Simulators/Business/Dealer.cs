namespace DealerIntegration.Simulators.Business;

/// <summary>A dealer (经销商) of the seeded business; <c>Territory</c> lists area codes it may sell in.</summary>
internal sealed record Dealer(
    string Code, string Name, string? Parent, string Tier, IReadOnlyList<string> Territory, string Language)
{
    /// <summary>Set last, when the dealer's debts and wishes are known (授信额度).</summary>
    public decimal CreditLimit { get; set; }

    /// <summary>What the tier takes off the list price, as a fraction.</summary>
    public decimal Discount => Tier switch { "T0" => 0.30m, "T1" => 0.20m, _ => 0.10m };

    public decimal PriceOf(Product product) => Cents.HalfUp(product.ListPrice * (1 - Discount));
}
