namespace DealerIntegration.Domain.Rebates;

/// <summary>What a policy pays on (适用商品). A list that is absent means all; each list given narrows.</summary>
public sealed record PolicyProducts(
    IReadOnlyList<string>? Products = null,
    IReadOnlyList<string>? Categories = null,
    IReadOnlyList<string>? Brands = null,
    IReadOnlyList<string>? ExcludeProducts = null,
    IReadOnlyList<string>? ExcludeCategories = null,
    IReadOnlyList<string>? ExcludeBrands = null)
{
    /// <summary>Why no line of this product counts; null when it may.</summary>
    internal LeftOutReason? ReasonAgainst(ProductFacts product)
    {
        if (Holds(ExcludeProducts, product.Code)
            || Holds(ExcludeCategories, product.Category)
            || Holds(ExcludeBrands, product.Brand))
        {
            return LeftOutReason.ExcludedProduct;
        }

        return Allows(Products, product.Code) && Allows(Categories, product.Category) && Allows(Brands, product.Brand)
            ? null
            : LeftOutReason.OtherProduct;
    }

    private static bool Allows(IReadOnlyList<string>? list, string? code) => list is null || Holds(list, code);

    private static bool Holds(IReadOnlyList<string>? list, string? code) =>
        list is not null && code is not null && list.Contains(code);
}
