using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Diversion.Territory;

/// <summary>What a line of a territory contract grants or takes (授权类型).</summary>
public enum TerritoryKind
{
    /// <summary>The dealer's own area (独家区域).</summary>
    Own,

    /// <summary>An area several dealers sell in (共享区域).</summary>
    Shared,

    /// <summary>Carved out of a wider area of the same dealer (除外区域).</summary>
    Excepted,

    /// <summary>Written consent to sell across (跨区销售许可).</summary>
    Permission,
}

/// <summary>One line of a territory contract (授权区域合同): who may sell where, and when.</summary>
/// <param name="Contract">Number of the contract or of the consent.</param>
/// <param name="Version">Version of the record that was known, to find it again; 0 when it has none.</param>
/// <param name="ProductCode">Only for this product; null: for all.</param>
/// <param name="ValidFrom">First day, in business time.</param>
/// <param name="ValidTo">Last day; null: until further notice.</param>
public sealed record TerritoryContract(
    string DealerCode,
    string Contract,
    long Version,
    TerritoryKind Kind,
    string AreaCode,
    string? ProductCode,
    DateOnly ValidFrom,
    DateOnly? ValidTo)
{
    /// <summary>Number and version, as evidence names them.</summary>
    public string Reference => Version == 0 ? Contract : $"{Contract} version {Version}";

    /// <summary>The same in both languages.</summary>
    public Told Cited => new(
        Reference,
        (Contract == TerritoryMap.DealerMaster ? "经销商主数据" : Contract) + (Version == 0 ? "" : $" 版本 {Version}"));

    /// <summary>Whether the line counts on a day for a product; an unknown product may be any.</summary>
    public bool Applies(string? product, DateOnly day) =>
        day >= ValidFrom && (ValidTo is not { } last || day <= last)
        && (ProductCode is null || product is null || ProductCode == product);
}
