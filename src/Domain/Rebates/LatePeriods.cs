using DealerIntegration.Domain.Rebates.Rules;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Rebates;

/// <summary>Which earning periods that are over something late reaches (迟到影响期间).</summary>
public static class LatePeriods
{
    /// <summary>What the policies look at; nothing else has to be searched for late changes.</summary>
    public static IReadOnlySet<LateKind> Kinds(PolicySet policies) =>
        policies.Policies.SelectMany(KindsOf).ToHashSet();

    /// <summary>
    /// The periods over before the month that is settled whose results may differ by the changes: those whose days hold
    /// them or that are measured against those days, those to which such a period carries something over, and those
    /// whose base an earlier policy lowers by another amount than before.
    /// </summary>
    /// <returns>By stacking order of the policies, then oldest first.</returns>
    public static IReadOnlyList<(RebatePolicy Policy, EarningPeriod Period)> Of(
        PolicySet policies, Period month, IReadOnlyCollection<LateChange> changes)
    {
        if (changes.Count == 0)
        {
            return [];
        }

        var first = changes.Min(change => change.Month);
        var reached = new List<EarningPeriod>[policies.Policies.Count];
        for (var i = 0; i < reached.Length; i++)
        {
            reached[i] = [];
            var policy = policies.Policies[i];
            var own = changes.Where(change => KindsOf(policy).Contains(change.Kind)).ToList();
            var carries = policy.Modifiers.Any(modifier => modifier.CarriesOver);
            foreach (var period in EarningPeriod.Within(policy, first.Start, month.End))
            {
                if (own.Any(change => policy.Rule.Reads(policy, period, change.Month))
                    || (carries && reached[i].Count > 0)
                    || Enumerable.Range(0, i).Any(before => policies.Touches(before, i)
                        && reached[before].Any(p => p.Start <= period.End && p.End >= period.Start)))
                {
                    reached[i].Add(period);
                }
            }
        }

        return
        [
            .. reached.SelectMany((periods, i) => periods.Where(period => period.End < month.Start)
                .Select(period => (policies.Policies[i], period))),
        ];
    }

    private static IEnumerable<LateKind> KindsOf(RebatePolicy policy)
    {
        IEnumerable<LateKind> source = policy.Rule.Source(policy.Basis) switch
        {
            LineSource.Ordered => [LateKind.Ordered],
            // Worth what the order says.
            LineSource.Shipped => [LateKind.Shipped, LateKind.Ordered],
            LineSource.Invoiced => [LateKind.Invoiced],
            // A return counts on its own day, an invoice on those of its payments.
            LineSource.Paid => [LateKind.Paid, LateKind.Invoiced],
            LineSource.SellThrough => [LateKind.SellThrough],
            LineSource.Activations => [LateKind.Activation],
            _ => [LateKind.Stock],
        };
        return source
            .Concat(policy.Rule.AlsoReads.Contains(BasisDocument.Invoiced) ? [LateKind.Invoiced] : [])
            .Concat(policy.Modifiers.Any(modifier => modifier.ReadsPayments) ? [LateKind.InvoicePaid] : [])
            .Concat(policy.CountsMovedVolume() ? [LateKind.Moved] : [])
            .Concat(policy.Penalty is null ? [] : [LateKind.Ruling]);
    }
}
