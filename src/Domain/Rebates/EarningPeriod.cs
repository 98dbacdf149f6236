using System.Globalization;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Rebates;

/// <summary>
/// The stretch of days over which a dealer collects towards the tiers (计返周期). Both ends belong to it.
/// </summary>
/// <param name="Name"><c>2026-10</c>, <c>2026-Q3</c>, <c>2026</c> or, for a campaign,
/// <c>2026-03-01..2026-04-15</c>.</param>
public readonly record struct EarningPeriod(string Name, DateOnly Start, DateOnly End) : IComparable<EarningPeriod>
{
    private const string Between = "..";

    /// <summary>
    /// The earning period of the policy that a month belongs to; null when the policy has none there.
    /// </summary>
    public static EarningPeriod? Of(RebatePolicy policy, Period month)
    {
        if (month.End < policy.ValidFrom || month.Start > policy.ValidTo)
        {
            return null;
        }

        var year = month.Year;
        var quarter = (month.Month + 2) / 3;
        return policy.Period.Of switch
        {
            PeriodLength.Month => new EarningPeriod(month.ToString(), month.Start, month.End),
            PeriodLength.Quarter => new EarningPeriod(
                $"{year:0000}-Q{quarter}", new DateOnly(year, (quarter * 3) - 2, 1), new Period(year, quarter * 3).End),
            PeriodLength.Campaign => new EarningPeriod(
                $"{policy.ValidFrom:yyyy-MM-dd}{Between}{policy.ValidTo:yyyy-MM-dd}", policy.ValidFrom, policy.ValidTo),
            _ => new EarningPeriod($"{year:0000}", new DateOnly(year, 1, 1), new DateOnly(year, 12, 31)),
        };
    }

    /// <summary>The last day of an earning period of this name.</summary>
    /// <exception cref="FormatException">No earning period is called so.</exception>
    public static DateOnly EndOf(string name) =>
        name.Split(Between) is [_, var end]
            ? DateOnly.ParseExact(end, "yyyy-MM-dd", CultureInfo.InvariantCulture)
        : name.Split("-Q") is [var year, var quarter]
            ? new Period(Number(year), Number(quarter) * 3).End
        : Period.TryParse(name, out var month) ? month.End
        : new DateOnly(Number(name), 12, 31);

    /// <summary>Every earning period of the policy that touches these days, oldest first.</summary>
    internal static IEnumerable<EarningPeriod> Within(RebatePolicy policy, DateOnly first, DateOnly last)
    {
        EarningPeriod? before = null;
        for (var month = Period.Of(first); month.Start <= last; month = month.Next)
        {
            if (Of(policy, month) is { } period && period != before)
            {
                before = period;
                yield return period;
            }
        }
    }

    /// <summary>
    /// Whether a settlement of that month pays under the policy: always when it pays interim, else in the month in
    /// which the period or the policy ends, and later.
    /// </summary>
    public bool IsDue(RebatePolicy policy, Period month) =>
        policy.Period is { Settle: SettlementTiming.Interim } or { Of: PeriodLength.YearToDate }
        || month >= Period.Of(End < policy.ValidTo ? End : policy.ValidTo);

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    public int CompareTo(EarningPeriod other) => Start.CompareTo(other.Start);

    public static bool operator <(EarningPeriod left, EarningPeriod right) => left.CompareTo(right) < 0;

    public static bool operator >(EarningPeriod left, EarningPeriod right) => left.CompareTo(right) > 0;

    public static bool operator <=(EarningPeriod left, EarningPeriod right) => left.CompareTo(right) <= 0;

    public static bool operator >=(EarningPeriod left, EarningPeriod right) => left.CompareTo(right) >= 0;

    public override string ToString() => Name;
}
