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

    public static RebateLine Line(int number, decimal net, decimal quantity = 1m, int day = 15) => new(
        $"INV-{number / 3:000}",
        $"{(number % 3 + 1) * 10}",
        new DateOnly(2026, 10, day),
        "P1",
        "BEVERAGE",
        "B1",
        quantity,
        net,
        net * 1.13m);

    public static RebateResult Calculate(RebatePolicy policy, params IReadOnlyList<RebateLine> lines) =>
        RebateCalculator.Calculate(policy, "D001", October, lines);
}
