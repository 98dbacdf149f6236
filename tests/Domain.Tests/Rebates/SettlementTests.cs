using CsCheck;
using DealerIntegration.Domain.Rebates;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Tests.Rebates;

public sealed class SettlementTests
{
    [Fact]
    public void A_second_settlement_posts_nothing()
    {
        var result = Policies.Calculate(Policies.Plain, Policies.Line(0, 1_234.56m));
        var first = Policies.Settle(result, 0m);
        var second = Policies.Settle(result, first.Payable);
        Assert.Equal((14.69m, SettlementKind.Payout), (first.Payable, first.Kind));
        Assert.Equal((0m, SettlementKind.Nothing), (second.Payable, second.Kind));
    }

    [Fact]
    public void A_late_return_takes_back_the_difference()
    {
        var result = Policies.Calculate(Policies.Plain, Policies.Line(0, 500m), Policies.Line(1, -100m, -1m));
        var line = Policies.Settle(result, 5m);
        Assert.Equal((-1m, SettlementKind.Clawback), (line.Payable, line.Kind));
        Assert.Equal("Earned 4.00 − posted before 5.00 = -1.00 CNY: to take back.", line.Arithmetic);
    }

    [Fact]
    public void An_earlier_month_pays_nothing_once_a_later_one_of_the_running_period_has_posted()
    {
        var quarter = Policies.Plain with { Period = new PolicyPeriod(PeriodLength.Quarter) };
        var november = new Period(2026, 11);
        var result = Policies.Calculate(quarter, Policies.Line(0, 500m));
        var line = Settlement.Settle(result, new PostedBefore(3m, [], november), Policies.October);
        Assert.Equal((0m, false, (Period?)november), (line.Payable, line.IsDue, line.CountsIn));
        Assert.Equal(
            "2026-11 has posted for 2026-Q4 already, 3.00 CNY in all: what is changed here counts there. "
            + "Settle 2026-11 again.",
            line.Arithmetic);
        var own = Settlement.Settle(result, new PostedBefore(3m, [], Policies.October), Policies.October);
        Assert.Equal((2m, true), (own.Payable, own.IsDue));
    }

    [Fact]
    public void Interim_settlements_add_up_to_a_single_one_on_everything()
    {
        var amounts = Gen.Int[-20_000, 90_000].Array[1, 25];
        Gen.Select(amounts, Gen.Int[0, 24]).Sample((cents, cut) =>
        {
            var lines = cents.Select((c, i) => Policies.Line(i, c / 100m, c < 0 ? -1m : 1m)).ToList();
            var interim = Policies.Settle(Policies.Calculate(Policies.Plain, [.. lines.Take(cut)]), 0m);
            var final = Policies.Settle(Policies.Calculate(Policies.Plain, lines), interim.Payable);
            var single = Policies.Settle(Policies.Calculate(Policies.Plain, lines), 0m);
            Assert.Equal(single.Payable, interim.Payable + final.Payable);
        });
    }
}
