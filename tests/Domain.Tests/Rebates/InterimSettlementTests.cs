using CsCheck;
using DealerIntegration.Domain.Rebates;
using DealerIntegration.Domain.Rebates.Modifiers;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Tests.Rebates;

/// <summary>Whatever the instalments, the sum paid is that of one settlement on everything.</summary>
public sealed class InterimSettlementTests
{
    private static readonly Period[] Months = [new(2026, 7), new(2026, 8), new(2026, 9)];

    private static readonly Gen<RebatePolicy> Quarterly = Gen.Select(
        Gen.Enum<SettlementTiming>(), Gen.Enum<RoundingPoint>(), Gen.Bool).Select((settle, point, capped) =>
            Policies.Plain with
            {
                Period = new PolicyPeriod(PeriodLength.Quarter, settle),
                Rounding = new PolicyRounding(RoundingMode.HalfUp, 2, point),
                Modifiers = capped ? [new Cap(25m)] : [],
            });

    [Fact]
    public void Months_late_documents_and_a_final_settlement_pay_what_one_settlement_pays() =>
        Gen.Select(Quarterly, Gen.Select(Gen.Int[-20_000, 90_000], Gen.Int[0, 91], Gen.Bool).Array[1, 25]).Sample(
            (policy, drawn) =>
            {
                var lines = drawn.Select((d, i) =>
                    Policies.Line(i, d.Item1 / 100m, d.Item1 < 0 ? -1m : 1m) with
                    {
                        Date = Months[0].Start.AddDays(d.Item2),
                    }).ToArray();
                var known = lines.Where((_, i) => !drawn[i].Item3).ToArray();
                var posted = Months.Aggregate(0m, (sum, month) => sum + Payable(policy, known, month, sum));
                posted += Payable(policy, lines, Months[^1], posted);
                Assert.Equal(Payable(policy, lines, Months[^1], 0m), posted);
                Assert.Equal(0m, Payable(policy, lines, Months[^1], posted));
            });

    [Fact]
    public void An_interim_settlement_looks_no_further_than_its_month()
    {
        var policy = Policies.Plain with { Period = new PolicyPeriod(PeriodLength.Quarter) };
        var lines = Months.Select((month, i) => Policies.Line(i, 1_000m) with { Date = month.End }).ToArray();
        Assert.Equal(
            [(10m, 31), (30m, 31), (50m, 30)],
            Months.Select(month => Result(policy, lines, month)).Select(r => (r.Earned, r.AsOf.Day)));
    }

    [Fact]
    public void Before_the_end_of_a_period_that_is_settled_then_only_an_accrual_is_stated()
    {
        var policy = Policies.Plain with { Period = new PolicyPeriod(PeriodLength.Quarter, SettlementTiming.Final) };
        var result = Result(policy, [Policies.Line(0, 1_000m) with { Date = Months[0].End }], Months[1]);
        var line = Policies.Settle(result, 0m);
        Assert.Equal((false, 10m, 0m), (result.IsDue, result.Accrued, line.Payable));
        Assert.Equal("2026-Q3 is settled at its end: accrued 10.00 CNY, nothing payable yet.", line.Arithmetic);
    }

    private static decimal Payable(RebatePolicy policy, RebateLine[] lines, Period month, decimal posted) =>
        Policies.Settle(Result(policy, lines, month), posted).Payable;

    private static RebateResult Result(RebatePolicy policy, RebateLine[] lines, Period month) =>
        Policies.Calculate([policy], month, Policies.Sales(lines)).Single();
}
