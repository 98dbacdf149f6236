namespace DealerIntegration.Domain.Rebates;

/// <summary>How long a dealer collects towards the tiers (计返周期).</summary>
public enum PeriodLength
{
    Month,
    Quarter,
    Year,

    /// <summary>A year that is settled every month on what it holds so far (年初至今).</summary>
    YearToDate,

    /// <summary>From the first day of the policy's validity to its last (活动期).</summary>
    Campaign,
}

/// <summary>When the period is paid (结算方式).</summary>
public enum SettlementTiming
{
    /// <summary>Every month: earned so far less all that was settled (预结).</summary>
    Interim,

    /// <summary>In the last month of the period; before, only the accrual is stated (期末结算).</summary>
    Final,
}

/// <summary>The period of a policy (计返周期): <c>{ "of": "quarter", "settle": "final" }</c>.</summary>
public sealed record PolicyPeriod(
    PeriodLength Of = PeriodLength.Month, SettlementTiming Settle = SettlementTiming.Interim);
