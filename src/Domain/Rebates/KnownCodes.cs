namespace DealerIntegration.Domain.Rebates;

/// <summary>The codes of the master data (主数据编码) that a policy may name.</summary>
public sealed record KnownCodes(
    IReadOnlySet<string> Dealers,
    IReadOnlySet<string> Tiers,
    IReadOnlySet<string> Products,
    IReadOnlySet<string> Categories,
    IReadOnlySet<string> Brands,
    IReadOnlySet<string> Groups);
