using System.Collections.Concurrent;
using DealerIntegration.Domain.Rebates.Calculation;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Rebates;

/// <summary>
/// Policies that are settled together (返利政策组), in stacking order. What a product means to each of them is worked out
/// once per product and kept; a set may serve several chunks at the same time.
/// </summary>
public sealed class PolicySet
{
    private readonly ConcurrentDictionary<ProductFacts, byte[]> _verdicts = new();
    private readonly ConcurrentDictionary<Period, PeriodPlan> _plans = new();
    private readonly bool[] _lowersAny;

    /// <param name="policies">Validated; see <see cref="RebatePolicy.Validate"/>. Each code once.</param>
    public PolicySet(IEnumerable<RebatePolicy> policies)
    {
        Policies = [.. policies.OrderBy(p => p.Stacking.Order).ThenBy(p => p.Code, StringComparer.Ordinal)];
        var places = Enumerable.Range(0, Policies.Count).ToList();
        _lowersAny =
        [
            .. places.Select(i => places.Exists(later => later > i && Lowers(i, later) && SameLines(i, later))),
        ];
    }

    /// <summary>By stacking order, then code.</summary>
    public IReadOnlyList<RebatePolicy> Policies { get; }

    /// <summary>What has to be loaded to settle that month.</summary>
    public PolicyNeeds Needs(Period month) => PolicyNeeds.Of(this, month);

    /// <summary>Whether what the earlier policy did to a line matters to the later one.</summary>
    internal bool Touches(int earlier, int later) =>
        (Policies[earlier].Stacking.Exclusive || Lowers(earlier, later)) && SameLines(earlier, later);

    /// <summary>Whether any later policy's base is lowered by what this one gives.</summary>
    internal bool LowersAny(int policy) => _lowersAny[policy];

    internal PeriodPlan Plan(Period month) => _plans.GetOrAdd(month, m => PeriodPlan.Of(this, m));

    /// <summary>By index of the policy: 0 where the product counts, else its reason + 1.</summary>
    internal byte[] VerdictsOn(ProductFacts product) => _verdicts.GetOrAdd(
        product, p => [.. Policies.Select(policy => (byte)((int?)policy.What.ReasonAgainst(p) + 1 ?? 0))]);

    private bool Lowers(int earlier, int later) =>
        Policies[earlier].Stacking.ReducesLater && Policies[later].Stacking.ReducedByEarlier;

    private bool SameLines(int earlier, int later) =>
        Policies[earlier].Rule.Source(Policies[earlier].Basis) == Policies[later].Rule.Source(Policies[later].Basis);
}
