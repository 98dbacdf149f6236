using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Rebates.Rules;

/// <summary>What is counted from its first item (计件范围).</summary>
public enum ItemsPer
{
    Period,
    Product,
    Document,
}

/// <summary>
/// Spiff (单品激励): a sum for the first item, another for each further one, up to a number of items. Only whole items
/// count.
/// </summary>
/// <param name="Most">Items that count at most; absent: all.</param>
public sealed record SpiffRule(
    decimal FirstItem, decimal AdditionalItem, int? Most = null, ItemsPer Per = ItemsPer.Period) : RebateRule
{
    public const string TypeName = "spiff";

    private const string AllItems = "All items";

    internal override bool PaysOnSums => false;

    internal override IEnumerable<PolicyProblem> Problems(RebatePolicy policy)
    {
        IEnumerable<PolicyProblem> problems =
        [
            .. FigureCheck.NotBelow0("rule.firstItem", FirstItem),
            .. FigureCheck.NotBelow0("rule.additionalItem", AdditionalItem),
            .. FigureCheck.Above0("rule.most", Most),
        ];
        return policy.Basis.Measure == BasisMeasure.Quantity
            ? problems
            : problems.Append(new PolicyProblem("basis.measure", "A spiff is paid for items.", "Write quantity."));
    }

    internal override RuleOutcome Compute(RuleInput input)
    {
        var slices = new List<RebateSlice>();
        var earned = new List<(LineGroup Group, decimal Amount)>();
        foreach (var group in LineGroups.Of(input.Lines, NameOf))
        {
            var items = decimal.Min(decimal.Floor(group.Quantity), Most ?? decimal.MaxValue);
            if (items >= 1m)
            {
                var further = items - 1m;
                var name = Per == ItemsPer.Period ? new Told(AllItems, "全部") : Told.Same(group.Name);
                slices.Add(RebateSlice.Of(
                    name + new Told(", first item", "，首件"), 1, RewardKind.PerUnit, 1m, FirstItem));
                slices.Add(RebateSlice.Of(
                    name + new Told(", further items", "，其余各件"), 2, RewardKind.PerUnit, further, AdditionalItem));
                earned.Add((group, FirstItem + (further * AdditionalItem)));
            }
        }

        var words = Most is { } most
            ? new Told($"At most {most} items count", $"最多计 {most} 件")
            : new Told("Every item counts", "每件都计");
        return slices.Count == 0
            ? RuleOutcome.Nothing(BasisMeasure.Quantity, new("There is no whole item", "不足一件"))
            : new RuleOutcome(slices, null, BasisMeasure.Quantity, words)
            {
                Weights = LineGroups.Weights(input.Lines, earned),
            };
    }

    private string NameOf(RebateLine line) => Per switch
    {
        ItemsPer.Product => line.Product.Code,
        ItemsPer.Document => line.DocumentNumber,
        _ => AllItems,
    };
}
