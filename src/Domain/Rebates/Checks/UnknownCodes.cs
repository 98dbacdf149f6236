namespace DealerIntegration.Domain.Rebates.Checks;

/// <summary>
/// Codes that a policy names and the master data does not know. Where no product was ever loaded there is nothing to
/// compare codes of products with: lines carry them, and a policy may name them.
/// </summary>
internal static class UnknownCodes
{
    public static IEnumerable<PolicyProblem> Problems(RebatePolicy policy, KnownCodes known) =>
    [
        .. Others(policy, known),
        .. known.Products.Count == 0 ? [] : Products(policy, known.Products),
    ];

    private static IEnumerable<PolicyProblem> Products(RebatePolicy policy, IReadOnlySet<string> known) =>
    [
        .. Unknown("what.products", policy.What.Products, known),
        .. Unknown("what.excludeProducts", policy.What.ExcludeProducts, known),
        .. policy.Payout.GoodsProduct is { } goods ? Named([("payout.goodsProduct", goods)], known) : [],
        .. Named(policy.Rule.ProductsNamed, known),
    ];

    private static IEnumerable<PolicyProblem> Others(RebatePolicy policy, KnownCodes known) =>
    [
        .. Unknown("who.dealers", policy.Who.Dealers, known.Dealers),
        .. Unknown("who.tiers", policy.Who.Tiers, known.Tiers),
        .. Unknown("who.groups", policy.Who.Groups, known.Groups),
        .. Unknown("who.excludeDealers", policy.Who.ExcludeDealers, known.Dealers),
        .. Unknown("who.excludeTiers", policy.Who.ExcludeTiers, known.Tiers),
        .. Unknown("what.categories", policy.What.Categories, known.Categories),
        .. Unknown("what.brands", policy.What.Brands, known.Brands),
        .. Unknown("what.excludeCategories", policy.What.ExcludeCategories, known.Categories),
        .. Unknown("what.excludeBrands", policy.What.ExcludeBrands, known.Brands),
        .. policy.Accrual.ExpectedByDealer is { } expected
            ? Named(expected.Keys.Select(code => ($"accrual.expectedByDealer.{code}", code)), known.Dealers)
            : [],
        .. Named(policy.Rule.DealersNamed, known.Dealers),
    ];

    private static IEnumerable<PolicyProblem> Unknown(
        string path, IReadOnlyList<string>? list, IReadOnlySet<string> known) =>
        Named((list ?? []).Select((code, i) => ($"{path}[{i}]", code)), known);

    private static IEnumerable<PolicyProblem> Named(
        IEnumerable<(string Path, string Code)> named, IReadOnlySet<string> known) =>
        named
            .Where(entry => !known.Contains(entry.Code))
            .Select(entry => new PolicyProblem(
                entry.Path, $"'{entry.Code}' is not in the master data.", "Correct the code, or load it first."));
}
