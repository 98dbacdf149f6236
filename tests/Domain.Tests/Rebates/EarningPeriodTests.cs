using System.Globalization;
using DealerIntegration.Domain.Rebates;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Tests.Rebates;

public sealed class EarningPeriodTests
{
    [Theory]
    [InlineData(PeriodLength.Month, "2026-08", "2026-08", "2026-08-01", "2026-08-31")]
    [InlineData(PeriodLength.Quarter, "2026-08", "2026-Q3", "2026-07-01", "2026-09-30")]
    [InlineData(PeriodLength.Quarter, "2026-12", "2026-Q4", "2026-10-01", "2026-12-31")]
    [InlineData(PeriodLength.Year, "2026-02", "2026", "2026-01-01", "2026-12-31")]
    [InlineData(PeriodLength.YearToDate, "2026-02", "2026", "2026-01-01", "2026-12-31")]
    [InlineData(PeriodLength.Campaign, "2026-05", "2026-01-01..2026-12-31", "2026-01-01", "2026-12-31")]
    public void Every_length_has_its_name_and_its_days(
        PeriodLength length, string month, string name, string first, string last)
    {
        var policy = Policies.Plain with { Period = new PolicyPeriod(length) };
        Assert.Equal(new EarningPeriod(name, Day(first), Day(last)), EarningPeriod.Of(policy, Period.Parse(month)));
    }

    [Fact]
    public void Outside_its_validity_a_policy_has_no_period()
    {
        var policy = Policies.Plain with { ValidFrom = Day("2026-03-15"), ValidTo = Day("2026-04-10") };
        Assert.Null(EarningPeriod.Of(policy, Period.Parse("2026-02")));
        Assert.NotNull(EarningPeriod.Of(policy, Period.Parse("2026-03")));
        Assert.NotNull(EarningPeriod.Of(policy, Period.Parse("2026-04")));
        Assert.Null(EarningPeriod.Of(policy, Period.Parse("2026-05")));
    }

    [Theory]
    [InlineData(SettlementTiming.Interim, "2026-07", true)]
    [InlineData(SettlementTiming.Final, "2026-08", false)]
    [InlineData(SettlementTiming.Final, "2026-09", true)]
    [InlineData(SettlementTiming.Final, "2026-10", true)]
    public void A_quarter_that_is_settled_at_its_end_is_due_in_its_last_month(
        SettlementTiming settle, string month, bool due)
    {
        var policy = Policies.Plain with { Period = new PolicyPeriod(PeriodLength.Quarter, settle) };
        var quarter = EarningPeriod.Of(policy, Period.Parse("2026-07"))!.Value;
        Assert.Equal(due, quarter.IsDue(policy, Period.Parse(month)));
    }

    [Fact]
    public void A_policy_that_ends_within_the_quarter_is_due_when_it_ends()
    {
        var policy = Policies.Plain with
        {
            ValidTo = Day("2026-08-15"),
            Period = new PolicyPeriod(PeriodLength.Quarter, SettlementTiming.Final),
        };
        Assert.True(EarningPeriod.Of(policy, Period.Parse("2026-08"))!.Value.IsDue(policy, Period.Parse("2026-08")));
    }

    private static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("2026-02", "2026-02-28")]
    [InlineData("2026-Q3", "2026-09-30")]
    [InlineData("2026", "2026-12-31")]
    [InlineData("2026-03-01..2026-04-15", "2026-04-15")]
    public void A_period_ends_on_the_last_day_that_its_name_says(string name, string last) =>
        Assert.Equal(Day(last), EarningPeriod.EndOf(name));
}
