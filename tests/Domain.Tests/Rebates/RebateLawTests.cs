using CsCheck;
using DealerIntegration.Domain.Rebates;
using DealerIntegration.Domain.Rebates.Modifiers;
using DealerIntegration.Domain.Rebates.Rules;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Tests.Rebates;

/// <summary>What holds whatever the policies, stacked one on the other, are.</summary>
public sealed class RebateLawTests
{
    private static readonly ProductFacts[] Products =
        [Policies.Drink, new("P2", "SNACK", "B1"), new("P3", "SNACK", null)];

    private static readonly RebateRule[] Rules =
    [
        Policies.PlainRule,
        Policies.PlainRule with { Method = TierMethod.Rolling },
        new TargetRule(RewardKind.Percent, TierThreshold.Exclusive, [new(50m, 1m), new(100m, 2m, 3m)], 2_000m),
        new GrowthRule(
            GrowthBase.PreviousPeriod, BaseOfZero.LastTier, GrowthPays.Everything, RewardKind.Percent,
            TierThreshold.Inclusive, [new RebateTier(1m, From: 0m), new RebateTier(2m, From: 10m)]),
        new NewProductRule([new NewProduct("P2", new DateOnly(2026, 10, 3))], 20, RewardKind.PerUnit, 0.35m),
        new FreeGoodsRule(20m, 1, UnitValue: 3.33m),
        new SpiffRule(5m, 0.75m, Per: ItemsPer.Document),
    ];

    private static readonly RebateModifier[][] Adjustments =
        [[], [new Cap(15m)], [new Floor(9m)], [new Guarantee(5m, true)], [new MinimumPayout(12m, true)]];

    private static readonly Gen<RebatePolicy[]> Sets = Gen.Select(
        Gen.Int[0, Rules.Length - 1].Select(i => Rules[i]),
        Gen.Int[0, Adjustments.Length - 1].Select(i => Adjustments[i]),
        Gen.Select(Gen.Int[0, 3], Gen.Bool, Gen.Bool, Gen.Int[0, 5]),
        Gen.Enum<PeriodLength>(),
        Gen.Enum<RoundingPoint>(),
        Gen.Bool).Array[1, 5].Select(drawn => drawn.Select((d, i) => PolicyOf(i, d)).ToArray());

    private static readonly Gen<DealerSales[]> Dealers =
        Gen.Select(Gen.Int[-30_000, 90_000], Gen.Int[1, 50], Gen.Int[0, 60], Gen.Int[0, 2]).Array[0, 12].Array[1, 4]
            .Select(dealers => dealers.Select((lines, d) => new DealerSales(Policies.Dealer($"D{d}", "G"))
            {
                Invoiced = [.. lines.Select((l, i) => LineOf(i, l))],
            }).ToArray());

    [Fact]
    public void Every_trace_adds_up_to_its_amount_and_its_basis() =>
        Gen.Select(Sets, Dealers).Sample((policies, dealers) =>
        {
            var results = Policies.Calculate(policies, Policies.October, dealers);
            Assert.All(results, r =>
            {
                Assert.Equal(r.Earned, r.Trace.Sum(line => line.Share));
                Assert.Equal(r.BasisAmount, r.Trace.Sum(line => line.Contribution));
                Assert.Equal(r.Earned, Rounding.Cents.Apply(r.Earned));
            });
        });

    [Fact]
    public void No_order_of_lines_dealers_or_policies_changes_anything() =>
        Gen.Select(Sets, Dealers, Gen.Int[0, int.MaxValue]).Sample((policies, dealers, seed) =>
        {
            var random = new Random(seed);
            var shuffled = dealers.Select(dealer => dealer with { Invoiced = Shuffled(dealer.Invoiced) });
            var (a, b) = (
                Policies.Calculate(policies, Policies.October, dealers),
                Policies.Calculate(Shuffled(policies), Policies.October, Shuffled([.. shuffled])));
            Assert.Equal(
                a.Select(r => (r.PolicyCode, r.DealerCode, r.Earned, r.Accrued, r.Units)),
                b.Select(r => (r.PolicyCode, r.DealerCode, r.Earned, r.Accrued, r.Units)));
            Assert.Equal(a.SelectMany(r => r.Trace), b.SelectMany(r => r.Trace));
            Assert.Equal(a.SelectMany(r => r.Arithmetic), b.SelectMany(r => r.Arithmetic));

            T[] Shuffled<T>(T[] items)
            {
                T[] copy = [.. items];
                random.Shuffle(copy);
                return copy;
            }
        });

    [Fact]
    public void A_dealer_alone_earns_what_it_earns_among_others_unless_they_are_added_up() =>
        Gen.Select(Sets, Dealers).Sample((policies, dealers) =>
        {
            var apart = policies.Select(p => p with { Who = new PolicyDealers() }).ToArray();
            var together = Policies.Calculate(apart, Policies.October, dealers);
            var single = dealers.SelectMany(dealer => Policies.Calculate(apart, Policies.October, dealer));
            Assert.Equal(
                together.Select(r => (r.PolicyCode, r.DealerCode, r.Earned)).Order(),
                single.Select(r => (r.PolicyCode, r.DealerCode, r.Earned)).Order());
        });

    private static RebatePolicy PolicyOf(
        int number,
        (RebateRule Rule, RebateModifier[] Modifiers, (int Order, bool Reduced, bool Reduces, int Exclusive) Stacking,
            PeriodLength Length, RoundingPoint Point, bool Group) drawn)
    {
        var byItem = drawn.Rule is FreeGoodsRule or SpiffRule;
        return Policies.Of(drawn.Rule, byItem ? BasisMeasure.Quantity : BasisMeasure.Value) with
        {
            Code = $"P{number}",
            ValidFrom = new DateOnly(2026, 8, 1),
            Modifiers = drawn.Modifiers,
            Stacking = new PolicyStacking(
                drawn.Stacking.Order, drawn.Stacking.Reduced, drawn.Stacking.Reduces, drawn.Stacking.Exclusive == 0),
            Period = new PolicyPeriod(drawn.Length),
            Rounding = new PolicyRounding(RoundingMode.HalfUp, 2, drawn.Point),
            Who = new PolicyDealers(SumBy: drawn.Group ? SumBy.Group : SumBy.Dealer),
        };
    }

    private static RebateLine LineOf(int number, (int Cents, int Quantity, int Day, int Product) drawn) =>
        Policies.Line(number, drawn.Cents / 100m, drawn.Cents < 0 ? -drawn.Quantity : drawn.Quantity) with
        {
            Date = new DateOnly(2026, 9, 1).AddDays(drawn.Day),
            Product = Products[drawn.Product],
        };
}
