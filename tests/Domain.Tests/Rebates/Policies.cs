using DealerIntegration.Domain.Rebates;
using DealerIntegration.Domain.Rebates.Rules;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Tests.Rebates;

/// <summary>Policies and lines to vary in tests.</summary>
internal static class Policies
{
    public static readonly Period October = new(2026, 10);

    /// <summary>1 % to 1,000, 2 % to 3,000, 5 % above, slice by slice on the net value.</summary>
    public static readonly RebatePolicy Plain = Of(new TierRule(
        TierMethod.Stepped,
        RewardKind.Percent,
        TierThreshold.Inclusive,
        [new RebateTier(1m, From: 0m), new RebateTier(2m, From: 1_000m), new RebateTier(5m, From: 3_000m)]));

    /// <summary>One percentage on everything.</summary>
    public static TierRule Flat(decimal percent) => new(
        TierMethod.Cumulative, RewardKind.Percent, TierThreshold.Inclusive, [new RebateTier(percent, From: 0m)]);

    public static TierRule PlainRule => (TierRule)Plain.Rule;

    public static RebatePolicy Of(RebateRule rule, BasisMeasure measure = BasisMeasure.Value) => new(
        "P-1",
        3,
        "Test",
        new DateOnly(2026, 1, 1),
        new DateOnly(2026, 12, 31),
        "CNY",
        new PolicyDealers(),
        new PolicyProducts(),
        new PolicyBasis(BasisDocument.Invoiced, measure, TaxInclusive: false, NetOfReturns: true),
        rule,
        new PolicyRounding(RoundingMode.HalfUp, 2, RoundingPoint.Period));

    public static readonly ProductFacts Drink = new("P1", "BEVERAGE", "B1");

    public static RebateLine Line(int number, decimal net, decimal quantity = 1m, int day = 15) => new(
        $"INV-{number / 3:000}",
        $"{(number % 3 + 1) * 10}",
        new DateOnly(2026, 10, day),
        Drink,
        quantity,
        net,
        net * 1.13m);

    public static DealerFacts Dealer(string code = "D001", string? group = null, string? parent = null) =>
        new(code, "T1", "330100", group, parent, "CNY");

    public static DealerSales Sales(params IReadOnlyList<RebateLine> lines) =>
        new(Dealer()) { Invoiced = [.. lines] };

    /// <summary>In the last month that the result looks at, as nothing later has posted.</summary>
    public static SettlementLine Settle(RebateResult result, decimal posted, params IReadOnlyList<GoodsEarned> goods) =>
        Settlement.Settle(result, new PostedBefore(posted, goods, null), Period.Of(result.AsOf));

    public static RebateResult Calculate(RebatePolicy policy, params IReadOnlyList<RebateLine> lines) =>
        Assert.Single(Calculate([policy], October, Sales(lines)));

    public static IReadOnlyList<RebateResult> Calculate(
        IReadOnlyList<RebatePolicy> policies, Period month, params IReadOnlyList<DealerSales> dealers) =>
        RebateCalculator.Calculate(new PolicySet(policies), new RebateInput(dealers, []), month);
}
