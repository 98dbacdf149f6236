using DealerIntegration.Domain.Rebates.Calculation;

namespace DealerIntegration.Domain.Rebates.Rules;

/// <summary>The sums a rule may compute on (计算基数).</summary>
internal readonly record struct BasisTotals(BasisMeasure MeasuredIn, decimal Value, decimal Quantity)
{
    /// <summary>What the tiers are measured in: the value or the quantity, as the policy says.</summary>
    public decimal Measure => MeasuredIn == BasisMeasure.Value ? Value : Quantity;

    /// <summary>The same business at another size: value and quantity keep their proportion.</summary>
    public BasisTotals At(decimal measure) => MeasuredIn == BasisMeasure.Value
        ? this with { Value = measure, Quantity = Proportion.Of(Quantity, measure, Value) }
        : this with { Quantity = measure, Value = Proportion.Of(Value, measure, Quantity) };
}

/// <summary>What a rule computes on: one dealer, or the dealers that are added up.</summary>
internal sealed record RuleInput(
    RebatePolicy Policy, EarningPeriod Period, DateOnly AsOf, BasisTotals Basis, CountedLines Lines)
{
    /// <summary>Sums over other days, by the same selection; stacking is left aside.</summary>
    public required Func<DateOnly, DateOnly, BasisTotals> Between { get; init; }

    public IEnumerable<DealerFacts> Dealers => Lines.Dealers.Select(dealer => dealer.Facts);
}

/// <summary>Where the next tier starts (下一阶梯).</summary>
/// <param name="At">Measure at which it is reached.</param>
/// <param name="Kind">What the rule calls it.</param>
internal readonly record struct NextStep(int Tier, decimal At, string Kind = "Tier");
