using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Rebates.Rules;

/// <summary>The days that growth is measured against: like with like, as far as the period has come.</summary>
internal static class GrowthDays
{
    /// <summary>Null where the base is agreed and no days are looked at.</summary>
    public static (DateOnly First, DateOnly Last)? Of(
        GrowthRule rule, RebatePolicy policy, EarningPeriod period, DateOnly asOf)
    {
        // A policy that starts or ends within the period is compared over its own days only.
        var first = period.Start > policy.ValidFrom ? period.Start : policy.ValidFrom;
        var last = asOf < policy.ValidTo ? asOf : policy.ValidTo;
        return rule.Against switch
        {
            GrowthBase.SamePeriodLastYear => (Back(first, 12), Back(last, 12)),
            GrowthBase.PreviousPeriod when policy.Period.Of == PeriodLength.Campaign =>
                (first.AddDays(-DaysOf(period)), last.AddDays(-DaysOf(period))),
            GrowthBase.PreviousPeriod => (Back(first, MonthsOf(policy)), Back(last, MonthsOf(policy))),
            GrowthBase.FixedDays => (rule.BaseFrom!.Value, rule.BaseTo!.Value),
            _ => null,
        };
    }

    private static int MonthsOf(RebatePolicy policy) => policy.Period.Of switch
    {
        PeriodLength.Month => 1,
        PeriodLength.Quarter => 3,
        _ => 12,
    };

    private static int DaysOf(EarningPeriod period) => period.End.DayNumber - period.Start.DayNumber + 1;

    // The last day of a month goes back to the last day of a month.
    private static DateOnly Back(DateOnly day, int months)
    {
        var back = day.AddMonths(-months);
        return Period.Of(day).End == day ? Period.Of(back).End : back;
    }
}
