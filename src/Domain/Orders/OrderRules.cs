using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Orders;

/// <summary>How orders are priced and answered (订单与价格规则), read from <c>config/pricing.json</c>.</summary>
public sealed record OrderRules
{
    public required string Code { get; init; }

    /// <summary>Raised with every change; stands on each answer.</summary>
    public required int Version { get; init; }

    /// <summary>Discount on the list price by tier (层级折扣), a fraction: 0.30 is thirty percent off.</summary>
    public required IReadOnlyDictionary<string, decimal> TierDiscounts { get; init; }

    public required Rounding PriceRounding { get; init; }

    /// <summary>For the net amount and the tax of a line.</summary>
    public required Rounding AmountRounding { get; init; }

    public required PriceTolerance PriceTolerance { get; init; }

    /// <summary>
    /// Warehouses that serve dealers, the first one first (发货仓优先级). Stock elsewhere is never promised.
    /// </summary>
    public required IReadOnlyList<string> Warehouses { get; init; }

    /// <summary>True: one refused line refuses the order (整单). False: the other lines are still accepted.</summary>
    public required bool WholeOrderOnly { get; init; }

    /// <summary>Whether a dealer with no credit limit on record may order without a credit check.</summary>
    public required bool AllowWithoutLimit { get; init; }

    /// <summary>Every problem, each naming the member and the remedy; empty when the rules can run.</summary>
    public IReadOnlyList<string> Validate()
    {
        var problems = new List<string>();
        Check(Code.Length > 0, "code: is empty; name the rules, for example dealer-orders.");
        Check(Version >= 1, $"version: {Version} is below 1; count from 1 and raise it with every change.");
        Check(TierDiscounts.Count > 0, "tierDiscounts: is empty; name at least one tier.");
        foreach (var (tier, discount) in TierDiscounts.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            Check(
                discount is >= 0m and < 1m,
                $"tierDiscounts.{tier}: {discount} is not a fraction from 0 to below 1; thirty percent is 0.30.");
        }

        CheckRounding("priceRounding", PriceRounding);
        CheckRounding("amountRounding", AmountRounding);
        Check(
            PriceTolerance.Absolute >= 0m,
            $"priceTolerance.absolute: {PriceTolerance.Absolute} is negative; write 0 or more.");
        Check(
            PriceTolerance.Percent is >= 0m and < 1m,
            $"priceTolerance.percent: {PriceTolerance.Percent} is not a fraction from 0 to below 1; one percent is "
            + "0.01.");
        Check(Warehouses.Count > 0, "warehouses: is empty; list the warehouses that serve dealers.");
        Check(
            Warehouses.Distinct(StringComparer.Ordinal).Count() == Warehouses.Count,
            "warehouses: names one twice; its stock would be promised twice, remove the second.");
        return problems;

        void CheckRounding(string member, Rounding rounding)
        {
            Check(
                Enum.IsDefined(rounding.Mode),
                $"{member}.mode: {rounding.Mode} is not a mode; use halfUp or another.");
            Check(rounding.Scale is >= 0 and <= 8, $"{member}.scale: {rounding.Scale} is not within 0 to 8 places.");
        }

        void Check(bool holds, string problem)
        {
            if (!holds)
            {
                problems.Add(problem);
            }
        }
    }
}

/// <summary>
/// How far the price on an order may be from the agreed one (价格容差): the larger of both bounds, inclusive, either way.
/// </summary>
public sealed record PriceTolerance
{
    /// <summary>In the currency of the order, per unit.</summary>
    public required decimal Absolute { get; init; }

    /// <summary>A fraction of the agreed price.</summary>
    public required decimal Percent { get; init; }

    public bool Admits(decimal agreed, decimal ordered) =>
        Math.Abs(ordered - agreed) <= Math.Max(Absolute, Percent * Math.Abs(agreed));
}
