using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Rebates.Rules;

/// <summary>
/// Free goods (买赠/货补): every so many units bought give so many free. Only full multiples count. What is earned in
/// money is the units at <paramref name="UnitValue"/>; without one the goods themselves are given: those that were
/// bought, all together by what was bought of each, or the one product that the policy's payout names.
/// </summary>
/// <param name="Every">Units bought.</param>
/// <param name="Give">Units given for them.</param>
/// <param name="PerProduct">Whether each product makes its own multiples; else all together.</param>
/// <param name="Most">Units given at most in a period.</param>
public sealed record FreeGoodsRule(
    decimal Every, int Give, bool PerProduct = true, decimal UnitValue = 0m, int? Most = null) : RebateRule
{
    public const string TypeName = "freeGoods";

    private const string AllProducts = "All products";

    internal override bool PaysOnSums => false;

    internal override IEnumerable<PolicyProblem> Problems(RebatePolicy policy)
    {
        IEnumerable<PolicyProblem> problems =
        [
            .. FigureCheck.Above0("rule.every", Every),
            .. FigureCheck.Above0("rule.give", Give),
            .. FigureCheck.NotBelow0("rule.unitValue", UnitValue),
            .. FigureCheck.Above0("rule.most", Most),
        ];
        return policy.Basis.Measure == BasisMeasure.Quantity
            ? problems
            : problems.Append(new PolicyProblem("basis.measure", "Free goods are given for units.", "Write quantity."));
    }

    internal override RuleOutcome Compute(RuleInput input)
    {
        var groups = LineGroups.Of(input.Lines, line => PerProduct ? line.Product.Code : AllProducts);
        var slices = new List<RebateSlice>();
        var earned = new List<(LineGroup Group, decimal Units)>();
        var (left, number) = (Most ?? int.MaxValue, 0);
        foreach (var group in groups)
        {
            var times = decimal.Floor(decimal.Max(group.Quantity, 0m) / Every);
            var units = decimal.Min(times * Give, left);
            if (units > 0m)
            {
                left -= (int)units;
                var (bought, full) = (Figures.Plain(group.Quantity), Figures.Plain(times));
                var name = (PerProduct ? Told.Same(group.Name) : new Told(AllProducts, "全部商品"))
                    + new Told($": {bought} bought, {full} × {Give}", $"：购 {bought}，{full} × {Give}");
                slices.Add(RebateSlice.Of(name, ++number, RewardKind.PerUnit, units, UnitValue));
                earned.Add((group, units));
            }
        }

        var words = new Told(
                $"Every {Figures.Plain(Every)} units give {Give} free", $"每满 {Figures.Plain(Every)} 件赠 {Give} 件")
            + (Most is { } most ? new Told($", at most {most} in a period", $"，每期最多 {most} 件") : default);
        return slices.Count == 0
            ? RuleOutcome.Nothing(BasisMeasure.Quantity, words + new Told("; no multiple is full", "，未满一次"))
            : new RuleOutcome(slices, null, BasisMeasure.Quantity, words)
            {
                Weights = LineGroups.Weights(input.Lines, earned.Select(e => (e.Group, e.Units * UnitValue))),
                Units = earned.Sum(e => e.Units),
                Goods = UnitValue == 0m ? ByProduct(input, earned) : [],
            };
    }

    private IReadOnlyList<(LineGroup Group, decimal Units)> ByProduct(
        RuleInput input, IReadOnlyList<(LineGroup Group, decimal Units)> earned)
    {
        if (PerProduct || earned.Count == 0)
        {
            return earned;
        }

        var products = LineGroups.Of(input.Lines, line => line.Product.Code);
        var units = Allocation.Allocate(
            earned[0].Units, [.. products.Select(product => decimal.Max(product.Quantity, 0m))], 0);
        return [.. products.Select((product, i) => (product, units[i]))];
    }
}
