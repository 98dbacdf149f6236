using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Rebates.Calculation;

/// <summary>
/// Which earning periods of each policy have to be computed to settle a month: its own, those that a later policy's
/// base is reduced by, and those from which an amount is carried over.
/// </summary>
internal sealed class PeriodPlan
{
    private readonly PolicySet _set;
    private readonly DateOnly _asOf;
    private readonly SortedSet<EarningPeriod>[] _periods;

    private PeriodPlan(PolicySet set, Period month)
    {
        _set = set;
        _asOf = month.End;
        _periods = [.. set.Policies.Select(_ => new SortedSet<EarningPeriod>())];
        for (var i = 0; i < _periods.Length; i++)
        {
            if (EarningPeriod.Of(set.Policies[i], month) is { } own)
            {
                Add(i, own);
            }
        }

        for (var later = _periods.Length - 1; later > 0; later--)
        {
            for (var earlier = 0; earlier < later; earlier++)
            {
                AddEarlier(earlier, later);
            }
        }
    }

    public static PeriodPlan Of(PolicySet set, Period month) => new(set, month);

    /// <summary>Oldest first.</summary>
    public IReadOnlyCollection<EarningPeriod> Of(int policy) => _periods[policy];

    private void AddEarlier(int earlier, int later)
    {
        if (!_set.Touches(earlier, later))
        {
            return;
        }

        foreach (var period in _periods[later])
        {
            var last = period.End < _asOf ? period.End : _asOf;
            foreach (var before in EarningPeriod.Within(_set.Policies[earlier], period.Start, last))
            {
                Add(earlier, before);
            }
        }
    }

    private void Add(int policy, EarningPeriod period)
    {
        _periods[policy].Add(period);
        if (_set.Policies[policy].Modifiers.Any(modifier => modifier.CarriesOver))
        {
            _periods[policy].UnionWith(
                EarningPeriod.Within(_set.Policies[policy], _set.Policies[policy].ValidFrom, period.Start));
        }
    }
}
