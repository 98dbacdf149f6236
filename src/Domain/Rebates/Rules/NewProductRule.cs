namespace DealerIntegration.Domain.Rebates.Rules;

/// <summary>
/// Push of new products (新品激励): what is bought of them in the days after their launch, once there is enough of it.
/// </summary>
/// <param name="Days">How long a product counts as new, the day of its launch included.</param>
/// <param name="Minimum">Of all of them together, in the measure of the policy; reaching it is enough.</param>
public sealed record NewProductRule(
    IReadOnlyList<NewProduct> Products, int Days, RewardKind Reward, decimal Rate, decimal Minimum = 0m) : RebateRule
{
    public const string TypeName = "newProduct";

    internal override bool Narrows => true;

    internal override IEnumerable<(string Path, string Code)> ProductsNamed =>
        Products.Select((product, i) => ($"rule.products[{i}].product", product.Product));

    internal override IEnumerable<PolicyProblem> Problems(RebatePolicy policy)
    {
        if (Products.Count == 0)
        {
            yield return new PolicyProblem(
                "rule.products", "There is no product.", "Write at least one, with its launch.");
        }

        if (Days < 1)
        {
            yield return new PolicyProblem("rule.days", $"{Days} days are no time.", "Write 1 or more.");
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < Products.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(Products[i]?.Product) || !seen.Add(Products[i].Product))
            {
                yield return new PolicyProblem(
                    $"rule.products[{i}]", "It is blank or stands twice.", "Write each product once.");
            }
        }

        foreach (var problem in RateCheck.Problems("rule.rate", Rate, Reward)
            .Concat(FigureCheck.NotBelow0("rule.minimum", Minimum)))
        {
            yield return problem;
        }
    }

    internal override bool Counts(in RebateLine line)
    {
        foreach (var product in Products)
        {
            if (product.Product == line.Product.Code)
            {
                return line.Date >= product.LaunchedOn && line.Date < product.LaunchedOn.AddDays(Days);
            }
        }

        return false;
    }

    internal override RuleOutcome Compute(RuleInput input)
    {
        var basis = input.Basis;
        var sharedBy = Rewards.SharedBy(Reward, basis);
        var rewardBase = Rewards.BaseOf(Reward, basis, basis.Measure);
        return basis.Measure < Minimum
            ? RuleOutcome.Nothing(
                sharedBy,
                new(
                    $"New products come to {Figures.Plain(basis.Measure)}, below the minimum of "
                    + Figures.Plain(Minimum),
                    $"新品合计 {Figures.Plain(basis.Measure)}，低于最低要求 {Figures.Plain(Minimum)}"))
            : new RuleOutcome(
                [RebateSlice.Of(new("New products", "新品"), 1, Reward, rewardBase, Rate)],
                1,
                sharedBy,
                new($"New products count for {Days} days from their launch", $"新品自上市起 {Days} 天内计入"));
    }

    internal override NextStep? Next(RuleInput input) =>
        input.Basis.Measure < Minimum ? new NextStep(1, Minimum) : null;
}

/// <summary>A product and the day it was launched (新品上市).</summary>
public sealed record NewProduct(string Product, DateOnly LaunchedOn);
