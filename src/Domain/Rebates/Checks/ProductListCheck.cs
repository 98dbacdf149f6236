namespace DealerIntegration.Domain.Rebates.Checks;

/// <summary>Faults in what a policy pays on.</summary>
internal static class ProductListCheck
{
    public static IEnumerable<PolicyProblem> Problems(PolicyProducts what) =>
    [
        .. CodeList.Problems("what.products", what.Products),
        .. CodeList.Problems("what.categories", what.Categories),
        .. CodeList.Problems("what.brands", what.Brands),
        .. CodeList.Problems("what.excludeProducts", what.ExcludeProducts),
        .. CodeList.Contradictions("what.excludeProducts", what.Products, what.ExcludeProducts),
        .. CodeList.Problems("what.excludeCategories", what.ExcludeCategories),
        .. CodeList.Contradictions("what.excludeCategories", what.Categories, what.ExcludeCategories),
        .. CodeList.Problems("what.excludeBrands", what.ExcludeBrands),
        .. CodeList.Contradictions("what.excludeBrands", what.Brands, what.ExcludeBrands),
    ];
}
