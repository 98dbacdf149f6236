using System.Text.RegularExpressions;
using DealerIntegration.Domain.Rebates;
using DealerIntegration.Domain.Rebates.Modifiers;
using DealerIntegration.Domain.Rebates.Rules;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Tests.Rebates;

/// <summary>Every step is told in both languages, with the same figures in the same order of magnitude.</summary>
public sealed partial class ToldTests
{
    private static readonly RebateTier[] Tiers = [new(1m, From: 0m, UpTo: 1_000m), new(2m, From: 1_000m)];

    public static TheoryData<string> Cases => [.. All.Keys];

    private static Dictionary<string, RebatePolicy> All => new()
    {
        ["stepped"] = Policies.Of(Policies.PlainRule with { Tiers = Tiers }),
        ["cumulative"] = Policies.Of(Policies.PlainRule with { Tiers = Tiers, Method = TierMethod.Cumulative }),
        ["rolling"] = Policies.Of(Policies.PlainRule with { Tiers = Tiers, Method = TierMethod.Rolling }),
        ["total"] = Policies.Of(Policies.PlainRule with { Tiers = Tiers, Method = TierMethod.Total }),
        ["no tier"] = Policies.Of(Policies.PlainRule with { Tiers = [new(1m, From: 1_000_000m)] }),
        ["fixed"] = Policies.Of(Policies.PlainRule with { Tiers = [new(100m, From: 0m)], Reward = RewardKind.Fixed }),
        ["target"] = Policies.Of(new TargetRule(
            RewardKind.Percent, TierThreshold.Inclusive, [new(80m, 1m, 2m)], Target: 1_000m)),
        ["missed target"] = Policies.Of(new TargetRule(
            RewardKind.Percent, TierThreshold.Inclusive, [new(80m, 1m)], Target: 1_000_000m)),
        ["no target"] = Policies.Of(new TargetRule(RewardKind.Percent, TierThreshold.Inclusive, [new(80m, 1m)])),
        ["growth"] = Policies.Of(Growth(GrowthBase.Agreed, GrowthPays.Growth) with
        {
            BaseByDealer = new Dictionary<string, decimal> { ["D001"] = 500m },
        }),
        ["growth from nothing"] = Policies.Of(Growth(GrowthBase.PreviousPeriod, GrowthPays.Everything)),
        ["new product"] = Policies.Of(new NewProductRule(
            [new("P1", new DateOnly(2026, 10, 1))], 60, RewardKind.Percent, 2m)),
        ["too few new products"] = Policies.Of(new NewProductRule(
            [new("P1", new DateOnly(2026, 10, 1))], 60, RewardKind.Percent, 2m, 1_000_000m)),
        ["spiff"] = Policies.Of(new SpiffRule(5m, 1m, Most: 3), BasisMeasure.Quantity),
        ["free goods"] = Policies.Of(new FreeGoodsRule(2m, 1, PerProduct: false, Most: 9), BasisMeasure.Quantity),
        ["no free goods"] = Policies.Of(new FreeGoodsRule(200m, 1), BasisMeasure.Quantity),
        ["payment speed"] = Plain(new PaymentSpeed([new PaymentStep(30, 90m)], 40m)),
        ["guarantee"] = Plain(new Guarantee(500m)),
        ["cap"] = Plain(new Cap(5m)),
        ["cap of value"] = Plain(new Cap(PercentOfValue: 0.1m)),
        ["floor"] = Plain(new Floor(700m)),
        ["lapsing minimum"] = Plain(new MinimumPayout(900m)),
        ["waiting minimum"] = Plain(new MinimumPayout(900m, CarriedOver: true)),
        ["by line"] = Policies.Plain with { Rounding = new(RoundingMode.HalfEven, 2, RoundingPoint.Line) },
        ["by tier"] = Policies.Plain with { Rounding = new(RoundingMode.Down, 2, RoundingPoint.Tier) },
        ["accrual"] = Policies.Plain with
        {
            Period = new PolicyPeriod(PeriodLength.Quarter, SettlementTiming.Final),
            Accrual = new PolicyAccrual(AccrualTier.TierExpected, 9_000m),
            Modifiers = [new Cap(100m)],
        },
        ["forfeit"] = Policies.Plain with { Penalty = new PolicyPenalty(PenaltyKind.Forfeit) },
        ["reduce"] = Policies.Plain with { Penalty = new PolicyPenalty(PenaltyKind.Reduce, 30m, PenaltyScope.Product) },
        ["group"] = Policies.Plain with { Who = new PolicyDealers(SumBy: SumBy.Group) },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_step_says_in_Chinese_what_it_says_in_English(string name)
    {
        var policy = All[name];
        var sales = Policies.Sales(Policies.Line(0, 1_200m, 3m), Policies.Line(3, 300m, 2m));
        var results = RebateCalculator.Calculate(
            new PolicySet([policy]),
            new RebateInput(
                policy.Who.SumBy == SumBy.Group
                    ? [sales with { Dealer = Policies.Dealer(group: "G1") }, sales with
                    {
                        Dealer = Policies.Dealer("D002", group: "G1"),
                        Invoiced = [Policies.Line(6, 100m)],
                    }]
                    : [sales],
                [new DiversionRuling("DC-7", "D001", new DateOnly(2026, 10, 9), null, "")]),
            Policies.October);
        foreach (var result in results)
        {
            var line = Policies.Settle(result, 1m);
            Assert.All(result.Steps.Append(line.Words), step =>
            {
                Assert.Matches(@"[。]$", step.Chinese);
                Assert.Matches(@"[.]$", step.English);
                Assert.DoesNotMatch("[a-z]{2}", step.Chinese);
                Assert.DoesNotMatch("[\u2E80-\u9FFF]", step.English);
                Assert.Equal(Numbers(step.English), Numbers(step.Chinese));
            });
            Assert.Equal(
                result.Slices.Select(slice => slice.Name is null), result.Slices.Select(s => s.NameChinese is null));
        }
    }

    private static RebatePolicy Plain(RebateModifier modifier) => Policies.Plain with { Modifiers = [modifier] };

    private static GrowthRule Growth(GrowthBase against, GrowthPays pays) => new(
        against, BaseOfZero.LastTier, pays, RewardKind.Percent, TierThreshold.Inclusive, [new(1m, From: 0m)]);

    // In whatever order: the languages put them differently.
    private static IEnumerable<string> Numbers(string text) =>
        Number().Matches(text).Select(match => match.Value).Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\d[\d,.]*\d|\d")]
    private static partial Regex Number();
}
