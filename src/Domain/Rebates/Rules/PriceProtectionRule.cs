namespace DealerIntegration.Domain.Rebates.Rules;

/// <summary>
/// Price protection (价保): when a list price is cut, the dealer gets the difference on what it has in stock. The stock
/// is the last count up to the day of the cut; where <paramref name="BoughtWithinDays"/> is given, at most what was
/// invoiced of the product in so many days before the cut, returns deducted.
/// </summary>
/// <param name="CountedWithinDays">A count older than this says nothing about the day of the cut.</param>
public sealed record PriceProtectionRule(
    IReadOnlyList<PriceCut> Cuts, int CountedWithinDays = 31, int? BoughtWithinDays = null) : RebateRule
{
    public const string TypeName = "priceProtection";

    internal override bool PaysOnSums => false;

    internal override IReadOnlyList<BasisDocument> AlsoReads =>
        BoughtWithinDays is null ? [] : [BasisDocument.Invoiced];

    internal override IEnumerable<(string Path, string Code)> ProductsNamed =>
        Cuts.Select((cut, i) => ($"rule.cuts[{i}].product", cut.Product));

    internal override LineSource Source(PolicyBasis basis) => LineSource.Stock;

    internal override DateOnly FirstDay(RebatePolicy policy, EarningPeriod period) =>
        period.Start.AddDays(-int.Max(CountedWithinDays, BoughtWithinDays ?? 0));

    internal override IEnumerable<PolicyProblem> Problems(RebatePolicy policy) =>
        PriceProtectionCheck.Problems(this, policy);

    /// <summary>One line per cut and count: the value is the difference in price on the units in stock.</summary>
    internal override RebateLine[] Make(DealerSales sales, DateOnly first, DateOnly last)
    {
        var lines = new List<RebateLine>();
        foreach (var cut in Cuts.Where(cut => cut.On >= first && cut.On <= last))
        {
            var counts = sales.Stock.Where(count => count.Product.Code == cut.Product && count.AsOf <= cut.On
                && count.AsOf >= cut.On.AddDays(-CountedWithinDays)).ToList();
            if (counts.Count == 0)
            {
                continue;
            }

            var day = counts.Max(count => count.AsOf);
            var held = counts.Where(count => count.AsOf == day).Sum(count => count.Quantity);
            var units = decimal.Max(0m, decimal.Min(held, BoughtBefore(cut, sales)));
            lines.Add(new RebateLine(
                $"stock {day:yyyy-MM-dd}", $"{cut.Product} {cut.On:yyyy-MM-dd}", cut.On, counts[0].Product, units,
                units * cut.Difference, units * cut.Difference));
        }

        return [.. lines];
    }

    internal override RuleOutcome Compute(RuleInput input)
    {
        var slices = input.Lines.Dealers
            .SelectMany(dealer => dealer.Counted.Select(i => dealer.Book.Lines[i]))
            .Where(line => line.Quantity > 0m)
            .GroupBy(line => (Product: line.Product.Code, line.Date))
            .OrderBy(group => group.Key.Date).ThenBy(group => group.Key.Product, StringComparer.Ordinal)
            .Select((group, i) => RebateSlice.Of(
                new(
                    $"{group.Key.Product}, cut on {group.Key.Date:yyyy-MM-dd}",
                    $"{group.Key.Product}，{group.Key.Date:yyyy-MM-dd} 降价"),
                i + 1,
                RewardKind.PerUnit,
                group.Sum(line => line.Quantity),
                Cuts.Single(cut => cut.Product == group.Key.Product && cut.On == group.Key.Date).Difference))
            .ToList();
        return slices.Count == 0
            ? RuleOutcome.Nothing(BasisMeasure.Value, new("Nothing was in stock", "没有在库"))
            : new RuleOutcome(
                slices, null, BasisMeasure.Value,
                new("The cut in price is paid on what was in stock", "按降价时的在库数量补差价"));
    }

    private decimal BoughtBefore(PriceCut cut, DealerSales sales)
    {
        if (BoughtWithinDays is not { } days)
        {
            return decimal.MaxValue;
        }

        var bought = 0m;
        foreach (var line in sales.Invoiced)
        {
            if (line.Date < cut.On && line.Date >= cut.On.AddDays(-days) && line.Product.Code == cut.Product)
            {
                bought += line.Quantity;
            }
        }

        return bought;
    }
}

/// <summary>
/// A cut of a list price (降价), in the currency of the policy and with or without tax as its basis says.
/// </summary>
/// <param name="On">First day of the new price.</param>
public sealed record PriceCut(string Product, DateOnly On, decimal From, decimal To)
{
    internal decimal Difference => From - To;
}
