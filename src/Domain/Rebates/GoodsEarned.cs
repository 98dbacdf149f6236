namespace DealerIntegration.Domain.Rebates;

/// <summary>Goods that a dealer gets instead of money (货补): whole units of a product.</summary>
public readonly record struct GoodsEarned(string ProductCode, decimal Units);
